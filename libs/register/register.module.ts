import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CorrectFactsHandler, RecordFactsHandler, Recorder, REFERENCE_DECIDERS } from '#recording';
import {
  CorrectUnitHandler,
  IdentifyUnitHandler,
  MergeUnitsHandler,
  RecordUnitFactsHandler,
  RegisterUnitHandler,
  SplitUnitHandler,
  SwapUnitsHandler,
  UnitDesk,
} from '#units/commands';
import { referenceDecidersOf } from './command-surroundings.js';
import { PlanReader } from './plan-reader.js';
import * as queries from './query-handlers.js';
import { RegionPlanReader } from './region-plan-reader.js';
import { Register } from './register.js';
import { UnitReader } from './unit-reader.js';
import { UnitReferences } from './unit-references.js';

const COMMAND_HANDLERS = [
  RegisterUnitHandler,
  IdentifyUnitHandler,
  RecordUnitFactsHandler,
  CorrectUnitHandler,
  SwapUnitsHandler,
  MergeUnitsHandler,
  SplitUnitHandler,
  RecordFactsHandler,
  CorrectFactsHandler,
];

/** The register's front door: commands through CommandBus, reads through QueryBus. */
@Module({})
export class RegisterModule {
  static of(register: Register): DynamicModule {
    return {
      module: RegisterModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: Register, useValue: register },
        { provide: Recorder, useValue: register.recorder },
        { provide: UnitDesk, useValue: register.desk },
        { provide: REFERENCE_DECIDERS, useValue: referenceDecidersOf(register.views) },
        { provide: PlanReader, useFactory: () => new PlanReader(register) },
        { provide: RegionPlanReader, useFactory: () => new RegionPlanReader(register) },
        { provide: UnitReader, useFactory: () => new UnitReader(register) },
        {
          provide: UnitReferences,
          inject: [UnitReader],
          useFactory: (units: UnitReader) => new UnitReferences(register, units),
        },
        ...COMMAND_HANDLERS,
        ...Object.values(queries),
      ],
      exports: [CqrsModule, Register, PlanReader, RegionPlanReader, UnitReader, UnitReferences],
    };
  }
}
