import { Module, type DynamicModule } from '@nestjs/common';
import { Freshness } from './http/freshness.js';
import { Metrics } from './metrics.js';
import { DeclarationsController } from './resources/declarations.controller.js';
import { EventsController } from './resources/events.controller.js';
import { PlansController } from './resources/plans.controller.js';
import { RegionPlansController } from './resources/region-plans.controller.js';
import { referenceControllers } from './resources/reference.controller.js';
import { ServiceController } from './resources/service.controller.js';
import { UnitCommandsController } from './resources/unit-commands.controller.js';
import { UnitsController } from './resources/units.controller.js';
import { API_SETTINGS, type ApiSettings } from './settings.js';

/** The HTTP API around a register's module, which gives the buses. */
@Module({})
export class ApiModule {
  static around(register: DynamicModule, settings: ApiSettings, metrics: Metrics): DynamicModule {
    return {
      module: ApiModule,
      imports: [register],
      controllers: [
        ServiceController,
        RegionPlansController,
        PlansController,
        UnitsController,
        UnitCommandsController,
        ...referenceControllers,
        DeclarationsController,
        EventsController,
      ],
      providers: [Freshness, { provide: API_SETTINGS, useValue: settings }, { provide: Metrics, useValue: metrics }],
    };
  }
}
