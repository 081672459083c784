import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Static } from 'typebox';
import type { CommandContext } from '#recording';
import { UnitReferences } from '#register';
import {
  CorrectUnit,
  IdentifyUnit,
  MergeUnits,
  RecordUnitFacts,
  RegisterUnit,
  SplitUnit,
  SwapUnits,
  type Registration,
} from '#units/commands';
import type { UnitFact } from '#units/domain';
import { both } from '#wording';
import { answerCommand } from '../http/command-answer.js';
import { CommandOf } from '../http/command-headers.js';
import { unitRef } from '../http/common-fields.js';
import { checked, Documented, PathOf, pathFields } from '../http/fields.js';
import { Commands } from '../openapi/operation.js';
import { invalidFields } from '../problems/problem.js';
import { factRequests } from '../requests/aggregates.js';
import * as requests from '../requests/unit-requests.js';
import { API_BASE } from '../settings.js';

const path = pathFields('UnitCommandPath', { unit: unitRef });
type Path = Static<typeof path.schema>;

const at = (unitId: string, rest = '') => `/${API_BASE}/units/${unitId}${rest}`;

@ApiTags('units')
@ApiExtraModels(...factRequests.unit.models())
@Controller(`${API_BASE}/units`)
export class UnitCommandsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly units: UnitReferences,
  ) {}

  @Post()
  @Commands('registerUnit', 'A unit enters the register in a declared state')
  @ApiBody({ type: requests.UnitRegistration })
  async register(
    @CommandOf() context: CommandContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const registration = checked(requests.UnitRegistration, body, 'body') as Registration;
    const outcome = await this.commands.execute(new RegisterUnit(context, registration));
    return answerCommand(response, outcome, at(outcome.id ?? ''));
  }

  @Post('identifications')
  @Commands(
    'identifyUnit',
    'A provisional unit gets its aliases',
    'The unit that is named, or one of an owner’s interchangeable counted units.',
  )
  @ApiBody({ type: requests.UnitIdentification })
  async identify(
    @CommandOf() context: CommandContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = checked(requests.UnitIdentification, body, 'body') as requests.Identification;
    const target = await this.identified(context, request);
    const { unit: _unit, owner: _owner, serviceClass: _class, ...identity } = request;
    const outcome = await this.commands.execute(new IdentifyUnit(context, target, identity));
    const [stream] = outcome.events.map((event) => event.stream).filter((name) => name.startsWith('unit-'));
    const unitId = outcome.id ?? stream?.slice('unit-'.length) ?? ('unitId' in target ? target.unitId : '');
    return answerCommand(response, outcome, at(unitId));
  }

  @Post('swaps')
  @Commands('swapUnits', 'Two households change places, by consensual swap: both or neither')
  @ApiBody({ type: requests.UnitSwap })
  async swap(
    @CommandOf() context: CommandContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { units, ...swap } = checked(requests.UnitSwap, body, 'body') as requests.Swap;
    const [first, second] = [await this.unitId(context, units[0]!), await this.unitId(context, units[1]!)];
    const outcome = await this.commands.execute(new SwapUnits(context, [first, second], swap));
    return answerCommand(response, outcome, at(first, '/events'));
  }

  @Post('merges')
  @Commands('mergeUnits', 'Two records of one flat, or two flats made one')
  @ApiBody({ type: requests.UnitMerge })
  async merge(
    @CommandOf() context: CommandContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = checked(requests.UnitMerge, body, 'body') as requests.Merge;
    const merge = mergeOf(request);
    const leaving = await this.unitId(context, request.unit);
    const into = await this.unitId(context, request.into);
    const outcome = await this.commands.execute(new MergeUnits(context, leaving, { ...merge, into }));
    return answerCommand(response, outcome, at(leaving, '/events'));
  }

  @Post('splits')
  @Commands('splitUnit', 'A unit is divided: it leaves the stock, the new ones enter it')
  @ApiBody({ type: requests.UnitSplitting })
  async split(
    @CommandOf() context: CommandContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { unit, ...split } = checked(requests.UnitSplitting, body, 'body') as requests.Split;
    const unitId = await this.unitId(context, unit);
    const outcome = await this.commands.execute(new SplitUnit(context, unitId, split));
    return answerCommand(response, outcome, at(unitId, '/events'));
  }

  @Post(':unit/facts')
  @Commands('recordUnitFacts', 'One or more facts of a unit, in one append')
  @Documented(path)
  @ApiBody({ schema: factRequests.unit.factsBody() })
  async facts(
    @CommandOf() context: CommandContext,
    @PathOf(path) { unit }: Path,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    // Checked field by field against the classes made of the events' own schemas.
    const facts = factRequests.unit.facts(body) as readonly UnitFact[];
    return this.record(context, unit, facts, response);
  }

  @Post(':unit/alias-releases')
  @Commands('releaseUnitAlias', 'An alias no longer names the unit and can be taken again')
  @Documented(path)
  @ApiBody({ type: requests.UnitAliasRelease })
  async releaseAlias(
    @CommandOf() context: CommandContext,
    @PathOf(path) { unit }: Path,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const data = checked(requests.UnitAliasRelease, body, 'body') as requests.AliasRelease;
    return this.record(context, unit, [{ type: 'AliasReleased', data }], response);
  }

  @Post(':unit/annulments')
  @Commands(
    'annulUnitEvents',
    'Events of a unit are annulled, with what stands in their place',
    'The timeline that results is what is checked.',
  )
  @Documented(path)
  @ApiBody({ schema: factRequests.unit.annulmentsBody() })
  async annul(
    @CommandOf() context: CommandContext,
    @PathOf(path) { unit }: Path,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const corrections = factRequests.unit.corrections(body) as CorrectUnit['corrections'];
    const unitId = await this.unitId(context, unit);
    const outcome = await this.commands.execute(new CorrectUnit(context, unitId, corrections));
    return answerCommand(response, outcome, at(unitId, '/events'));
  }

  private async record(context: CommandContext, unit: string, facts: readonly UnitFact[], response: Response) {
    const unitId = await this.unitId(context, unit);
    const outcome = await this.commands.execute(new RecordUnitFacts(context, unitId, facts));
    return answerCommand(response, outcome, at(unitId, '/events'));
  }

  /** @throws UnitNotFound AmbiguousAlias */
  private unitId({ commandId }: CommandContext, ref: string): Promise<string> {
    return this.units.resolve(ref, commandId);
  }

  private async identified(context: CommandContext, { unit, owner, serviceClass }: requests.Identification) {
    const ofOwner = owner !== undefined || serviceClass !== undefined;
    if (unit !== undefined && !ofOwner) return { unitId: await this.unitId(context, unit) };
    if (unit === undefined && owner !== undefined)
      return { owner, ...(serviceClass !== undefined && { serviceClass }) };
    const message = both(
      'dire o unit, o owner (con serviceClass se serve)',
      'say either unit, or owner (with serviceClass where needed)',
    );
    throw invalidFields([{ in: 'body', field: 'unit', rule: 'eitherUnitOrOwner', message }]);
  }
}

/** @throws Problem invalid-fields a date where a duplicate has its own, or none where two flats were joined */
function mergeOf({ kind, effectiveOn, act, note }: requests.Merge) {
  const remarks = { ...(act !== undefined && { act }), ...(note !== undefined && { note }) };
  if (kind === 'duplicate' && effectiveOn === undefined) return { kind, ...remarks };
  if (kind === 'joined' && effectiveOn !== undefined) return { kind, effectiveOn, ...remarks };
  const message =
    kind === 'duplicate'
      ? both(
          'un doppione esce dalla sua stessa registrazione: senza effectiveOn',
          'a duplicate leaves from its own registration on: no effectiveOn',
        )
      : both('effectiveOn: da quando i due alloggi sono uno?', 'effectiveOn: from when on are the two flats one?');
  throw invalidFields([
    { in: 'body', field: 'effectiveOn', rule: kind === 'joined' ? 'required' : 'whitelistValidation', message },
  ]);
}
