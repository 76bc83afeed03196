/* ac-sandbox-params.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parameters of one request, from its query and its body, in any of the forms that the clients send them
 * (wire reference 10). A parameter that is "" or null is absent. Each getter refuses a value of a wrong type
 * with a 400 that names the parameter. */
typedef struct _AcSandboxParams AcSandboxParams;

/* What a boolean parameter says. */
typedef enum
{
  AC_SANDBOX_UNSET = -1,
  AC_SANDBOX_NO = 0,
  AC_SANDBOX_YES = 1,
} AcSandboxSwitch;

AcSandboxParams *ac_sandbox_params_new            (const char       *query,
                                                   const char       *content_type,
                                                   GBytes           *body,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             ac_sandbox_params_free           (AcSandboxParams  *self);

gboolean         ac_sandbox_params_has            (AcSandboxParams  *self,
                                                   const char       *name);
gboolean         ac_sandbox_params_get_string     (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_characters,
                                                   const char      **value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_text       (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_characters,
                                                   const char      **value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_name       (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_characters,
                                                   const char      **value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_require_string (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_characters,
                                                   const char      **value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_boolean    (AcSandboxParams  *self,
                                                   const char       *name,
                                                   AcSandboxSwitch  *value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_int        (AcSandboxParams  *self,
                                                   const char       *name,
                                                   gint64            min,
                                                   gint64            max,
                                                   gint64           *value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_choice     (AcSandboxParams  *self,
                                                   const char       *name,
                                                   const char *const *choices,
                                                   int              *index,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_strings    (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_items,
                                                   GStrv            *values,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_attributes (AcSandboxParams  *self,
                                                   const char       *name,
                                                   guint             max_bytes,
                                                   char            **json,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         ac_sandbox_params_get_time       (AcSandboxParams  *self,
                                                   const char       *name,
                                                   gboolean         *is_day,
                                                   GDateTime       **value,
                                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

void             ac_sandbox_set_invalid           (GError          **error,
                                                   const char       *name,
                                                   const char       *why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcSandboxParams, ac_sandbox_params_free)

G_END_DECLS
