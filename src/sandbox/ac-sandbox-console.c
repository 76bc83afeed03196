/* ac-sandbox-console.c: the Console API (README.md)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-account.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-environments.h"
#include "ac-sandbox-resources.h"

#define MAX_DESCRIPTION 500
#define MAX_ID 255
/* console-settings.md 1.4: the add-on holds up to 5 environments; more are had from Support. */
#define MAX_ADDITIONAL 5

/* What a client may use; one for each group of routes. */
static const char *const features[] = { "account", "account_keys", "environments", "environment_limit" };

static const char *const folder_modes[] = { "dynamic", "fixed", NULL };

static gboolean
announce (AcSandboxRequest  *request,
          GError           **error)
{
  ac_sandbox_writer_begin_object (request->answer);
  ac_sandbox_writer_name (request->answer, "features");
  ac_sandbox_writer_begin_array (request->answer);
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    ac_sandbox_writer_string (request->answer, features[i]);
  ac_sandbox_writer_end_array (request->answer);
  ac_sandbox_writer_end_object (request->answer);

  return TRUE;
}

static gboolean
show_account (AcSandboxRequest  *request,
              GError           **error)
{
  g_autoptr(AcSandboxAccount) account = ac_sandbox_account_load (request->state, error);
  AcSandboxWriter *writer = request->answer;

  if (account == NULL)
    return FALSE;

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "id", account->id);
  ac_sandbox_writer_add_string (writer, "name", account->name);
  ac_sandbox_writer_name (writer, "plan");
  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_string (writer, "id", account->plan->id);
  ac_sandbox_writer_add_string (writer, "name", account->plan->name);
  ac_sandbox_writer_add_boolean (writer, "paid", account->plan->paid);
  ac_sandbox_writer_add_boolean (writer, "enterprise", account->plan->enterprise);
  ac_sandbox_writer_end_object (writer);
  ac_sandbox_writer_add_string (writer, "subscribed_through", account->subscribed_through);
  ac_sandbox_writer_add_string (writer, "permissions", account->permissions);
  ac_sandbox_writer_add_string (writer, "key_role", ac_sandbox_role_names[request->role]);
  ac_sandbox_writer_add_string (writer, "created_at", account->created_at);
  ac_sandbox_writer_end_object (writer);

  return TRUE;
}

static gboolean
write_environment (AcSandboxRequest  *request,
                   const char        *id,
                   GError           **error)
{
  return ac_sandbox_environments_write (request->state, request->answer, AC_SANDBOX_ENVIRONMENT_CONSOLE, id, error);
}

static gboolean
list_environments (AcSandboxRequest  *request,
                   GError           **error)
{
  const AcSandboxEnvironmentFilter everything = { .enabled = -1 };

  return ac_sandbox_environments_write_list (request->state, request->answer, AC_SANDBOX_ENVIRONMENT_CONSOLE, &everything, error);
}

static gboolean
create_environment (AcSandboxRequest  *request,
                    GError           **error)
{
  AcSandboxNewEnvironment environment = { .enabled = TRUE };
  g_autofree char *custom_attributes = NULL;
  g_autofree char *id = NULL;
  int folder_mode;

  if (!ac_sandbox_params_require_string (request->params, "name", AC_SANDBOX_MAX_NAME, &environment.name, error) ||
      !ac_sandbox_params_get_string (request->params, "cloud_name", MAX_ID, &environment.cloud_name, error) ||
      !ac_sandbox_params_get_string (request->params, "description", MAX_DESCRIPTION, &environment.description, error) ||
      !ac_sandbox_params_get_choice (request->params, "folder_mode", folder_modes, &folder_mode, error) ||
      !ac_sandbox_params_get_string (request->params, "base_sub_account_id", MAX_ID, &environment.base_id, error) ||
      !ac_sandbox_params_get_attributes (request->params, "custom_attributes", AC_SANDBOX_MAX_ATTRIBUTES, &custom_attributes, error))
    return FALSE;
  if (folder_mode >= 0 && environment.base_id != NULL)
    {
      ac_sandbox_set_invalid (error, "folder_mode", "is that of the base product environment");
      return FALSE;
    }

  environment.folder_mode = folder_mode >= 0 ? folder_modes[folder_mode] : NULL;
  environment.custom_attributes = custom_attributes;

  return ac_sandbox_environments_create (request->state, &environment, &id, error) &&
         write_environment (request, id, error);
}

static gboolean
show_environment (AcSandboxRequest  *request,
                  GError           **error)
{
  return write_environment (request, ac_sandbox_request_get_segment (request, "id"), error);
}

static gboolean
update_environment (AcSandboxRequest  *request,
                    GError           **error)
{
  const char *id = ac_sandbox_request_get_segment (request, "id");
  AcSandboxEnvironmentChange change = { .enabled = -1 };

  /* Unlike a name, a description can be taken away: here "" is a value. */
  return ac_sandbox_params_get_text (request->params, "description", MAX_DESCRIPTION, &change.description, error) &&
         ac_sandbox_environments_change (request->state, id, &change, error) &&
         write_environment (request, id, error);
}

/* Why the limit can't be changed; NULL when it can (console-settings.md 1.4). */
static const char *
get_reason (const AcSandboxAccount *account)
{
  if (!account->plan->paid)
    return "free_plan";
  if (!g_str_equal (account->subscribed_through, "direct"))
    return "marketplace";
  if (account->plan->enterprise)
    return "enterprise";
  if (account->additional_environments == 0 && account->used_environments < account->base_environments)
    return "base_not_reached";

  return NULL;
}

static void
write_limit (AcSandboxWriter        *writer,
             const AcSandboxAccount *account)
{
  const char *reason = get_reason (account);
  const char *bought_through = NULL;

  if (g_strcmp0 (reason, "marketplace") == 0)
    bought_through = g_str_equal (account->subscribed_through, "heroku") ? "Heroku" : "AWS Marketplace";

  ac_sandbox_writer_begin_object (writer);
  ac_sandbox_writer_add_int (writer, "base", account->base_environments);
  ac_sandbox_writer_add_int (writer, "additional", account->additional_environments);
  ac_sandbox_writer_add_int (writer, "used", account->used_environments);
  ac_sandbox_writer_add_int (writer, "total", account->base_environments + account->additional_environments);
  ac_sandbox_writer_add_int (writer, "max_additional", MAX_ADDITIONAL);
  ac_sandbox_writer_add_boolean (writer, "changeable", reason == NULL);
  ac_sandbox_writer_add_string (writer, "reason", reason);
  ac_sandbox_writer_add_string (writer, "bought_through", bought_through);
  ac_sandbox_writer_end_object (writer);
}

static gboolean
show_limit (AcSandboxRequest  *request,
            GError           **error)
{
  g_autoptr(AcSandboxAccount) account = ac_sandbox_account_load (request->state, error);

  if (account == NULL)
    return FALSE;

  write_limit (request->answer, account);
  return TRUE;
}

static gboolean
update_limit (AcSandboxRequest  *request,
              GError           **error)
{
  g_autoptr(AcSandboxAccount) account = ac_sandbox_account_load (request->state, error);
  gint64 additional = 0;

  if (account == NULL)
    return FALSE;
  if (get_reason (account) != NULL)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, "The limit can't be changed: %s", get_reason (account));
  if (!ac_sandbox_params_has (request->params, "additional"))
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_BAD_REQUEST, AC_SANDBOX_TEXT_MISSING, "additional");
  if (!ac_sandbox_params_get_int (request->params, "additional", 0, MAX_ADDITIONAL, &additional, error))
    return FALSE;
  if (account->base_environments + additional < account->used_environments)
    return ac_sandbox_refuse (error, AC_SANDBOX_ERROR_CONFLICT, "%u product environments are in use", account->used_environments);
  if (!ac_sandbox_store_run (request->state->store, error, "UPDATE account SET additional_environments = ?", "i", additional))
    return FALSE;

  account->additional_environments = additional;
  write_limit (request->answer, account);
  return TRUE;
}

static const AcSandboxRoute routes[] = {
  { "GET", AC_SANDBOX_CONSOLE, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, announce },
  { "GET", AC_SANDBOX_CONSOLE "/account", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ANY, AC_SANDBOX_LEVEL_VIEW, show_account },
  { "GET", AC_SANDBOX_CONSOLE "/environments", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_VIEW, list_environments },
  { "POST", AC_SANDBOX_CONSOLE "/environments", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_EDIT, create_environment },
  { "GET", AC_SANDBOX_CONSOLE "/environments/{id}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_VIEW, show_environment },
  { "PUT", AC_SANDBOX_CONSOLE "/environments/{id}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_EDIT, update_environment },
  { "GET", AC_SANDBOX_CONSOLE "/environment_limit", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_LIMIT, AC_SANDBOX_LEVEL_VIEW, show_limit },
  { "PUT", AC_SANDBOX_CONSOLE "/environment_limit", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_LIMIT, AC_SANDBOX_LEVEL_EDIT, update_limit },
};

const AcSandboxRouteTable ac_sandbox_console_routes = AC_SANDBOX_ROUTE_TABLE (routes);
