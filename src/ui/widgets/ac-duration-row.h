/* ac-duration-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AcDurationUnit:
 *
 * What the number in the settings counts.
 */
typedef enum
{
  AC_DURATION_UNIT_SECONDS,
  AC_DURATION_UNIT_DAYS,
} AcDurationUnit;

#define AC_TYPE_DURATION_ROW (ac_duration_row_get_type ())

/* Offers a few values of a setting of type u, of which 0 is “Never”. A value that isn't among them is offered beside them
 * while it is the setting's.
 * Emits ::chosen when somebody chose another one, after the setting has it. */
G_DECLARE_FINAL_TYPE (AcDurationRow, ac_duration_row, AC, DURATION_ROW, AdwComboRow)

/* @values: ends with -1. */
void ac_duration_row_bind        (AcDurationRow  *self,
                                  GSettings      *settings,
                                  const char     *key,
                                  AcDurationUnit  unit,
                                  const int      *values);
/* Offers nothing below, “Never” aside; what the setting has stays as it is. */
void ac_duration_row_set_minimum (AcDurationRow  *self,
                                  guint           minimum);
/* Moves the setting up to the next value that is offered, when it is below the minimum. */
void ac_duration_row_raise       (AcDurationRow  *self);

G_END_DECLS
