import type { Random } from './random.js';

/** At regional size: the Comuni of the Region and their Ambiti, 48 or 49 each. */
const MUNICIPALITIES = 1_500;
const AMBITI = 31;
const UNITS = 170_000;
/** Below this many units the territory is one Ambito. */
const ONE_AMBITO = 20_000;
const MUNICIPALITIES_OF_ONE = 48;
const ALERS = 5;
/** Codes of no province of Italy: nobody takes a generated Comune for a real one. */
const FIRST_CODE = 900_001;

/**
 * Comuni, Ambiti and ALERs of a history. A municipality is a number from 0; an owner is a Comune (the number of its
 * municipality) or an ALER (numbers after the last municipality).
 */
export class Territory {
  readonly municipalities: number;
  readonly ambiti: number;
  readonly alers: number;
  /** By municipality: its Ambito. */
  readonly ambitoOf: Uint8Array;
  readonly #cumulated: Float64Array;

  constructor(units: number, random: Random, ambiti = ambitiFilledBy(units)) {
    this.ambiti = ambiti;
    this.municipalities = this.ambiti === AMBITI ? MUNICIPALITIES : this.ambiti * MUNICIPALITIES_OF_ONE;
    this.alers = Math.min(ALERS, this.ambiti);
    this.ambitoOf = dealt(this.municipalities, this.ambiti, random);
    // Zipf: the n-th Comune has a share of 1/n.
    this.#cumulated = new Float64Array(this.municipalities);
    for (let i = 0, sum = 0; i < this.municipalities; i++) this.#cumulated[i] = sum += 1 / (i + 1);
  }

  /** A municipality, each as often as its stock is large. */
  pickMunicipality(random: Random): number {
    const wanted = random.next() * this.#cumulated[this.municipalities - 1]!;
    let low = 0;
    let high = this.municipalities - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cumulated[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The ALER of an Ambito, as an owner. */
  alerOf(ambito: number): number {
    return this.municipalities + (ambito % this.alers);
  }

  isAler(owner: number): boolean {
    return owner >= this.municipalities;
  }

  /** ISTAT-like code: also the Comune's id. */
  code(municipality: number): string {
    return String(FIRST_CODE + municipality);
  }

  ownerId(owner: number): string {
    return this.isAler(owner) ? `aler-${owner - this.municipalities + 1}` : this.code(owner);
  }

  ambitoId(ambito: number): string {
    return `ambito-${String(ambito + 1).padStart(2, '0')}`;
  }
}

function ambitiFilledBy(units: number): number {
  return units < ONE_AMBITO ? 1 : Math.min(AMBITI, Math.max(1, Math.round((units / UNITS) * AMBITI)));
}

/** Municipalities dealt out to the Ambiti like cards: each gets large and small ones. */
function dealt(municipalities: number, ambiti: number, random: Random): Uint8Array {
  const order = Array.from({ length: municipalities }, (_, i) => i);
  for (let i = municipalities - 1; i > 0; i--) {
    const j = random.int(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const ambitoOf = new Uint8Array(municipalities);
  order.forEach((municipality, i) => (ambitoOf[municipality] = i % ambiti));
  return ambitoOf;
}
