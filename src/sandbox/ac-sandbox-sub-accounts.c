/* ac-sandbox-sub-accounts.c: product environments in the Provisioning API (wire reference 2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-decisions.h"
#include "ac-sandbox-environments.h"
#include "ac-sandbox-resources.h"

/* An id or a cloud name as a filter; longer ones match nothing, so they are refused early. */
#define MAX_ID 255

static gboolean
write_one (AcSandboxRequest  *request,
           const char        *id,
           GError           **error)
{
  return ac_sandbox_environments_write (request->state, request->answer, AC_SANDBOX_ENVIRONMENT_PUBLIC, id, error);
}

/* An empty list of ids filters nothing: the Node SDK leaves it out, others send it. */
static const char *const *
filled_or_null (GStrv values)
{
  return values != NULL && values[0] != NULL ? (const char *const *) values : NULL;
}

static gboolean
list (AcSandboxRequest  *request,
      GError           **error)
{
  AcSandboxEnvironmentFilter filter = { .enabled = -1 };
  g_auto(GStrv) ids = NULL;
  g_auto(GStrv) cloud_names = NULL;
  const char *prefix;
  AcSandboxSwitch enabled;

  if (!ac_sandbox_params_get_strings (request->params, "ids", AC_SANDBOX_MAX_FILTER_VALUES, &ids, error) ||
      !ac_sandbox_params_get_strings (request->params, "cloud_names", AC_SANDBOX_MAX_FILTER_VALUES, &cloud_names, error) ||
      !ac_sandbox_params_get_string (request->params, "prefix", AC_SANDBOX_MAX_NAME, &prefix, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error))
    return FALSE;

  /* "Other parameters are ignored" beside ids. */
  filter.ids = filled_or_null (ids);
  if (filter.ids == NULL)
    {
      filter.cloud_names = filled_or_null (cloud_names);
      filter.prefix = prefix;
      filter.enabled = enabled;
    }

  return ac_sandbox_environments_write_list (request->state, request->answer, AC_SANDBOX_ENVIRONMENT_PUBLIC, &filter, error);
}

static gboolean
create (AcSandboxRequest  *request,
        GError           **error)
{
  AcSandboxNewEnvironment environment = { 0 };
  AcSandboxSwitch enabled;
  g_autofree char *custom_attributes = NULL;
  g_autofree char *id = NULL;

  if (!ac_sandbox_params_require_string (request->params, "name", AC_SANDBOX_MAX_NAME, &environment.name, error) ||
      !ac_sandbox_params_get_string (request->params, "cloud_name", MAX_ID, &environment.cloud_name, error) ||
      !ac_sandbox_params_get_string (request->params, "base_sub_account_id", MAX_ID, &environment.base_id, error) ||
      !ac_sandbox_params_get_attributes (request->params, "custom_attributes", AC_SANDBOX_MAX_ATTRIBUTES, &custom_attributes, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error))
    return FALSE;

  environment.custom_attributes = custom_attributes;
  environment.enabled = enabled != AC_SANDBOX_NO;

  return ac_sandbox_environments_create (request->state, &environment, &id, error) &&
         write_one (request, id, error);
}

static gboolean
show (AcSandboxRequest  *request,
      GError           **error)
{
  return write_one (request, ac_sandbox_request_get_segment (request, "sub_account_id"), error);
}

static gboolean
update (AcSandboxRequest  *request,
        GError           **error)
{
  const char *id = ac_sandbox_request_get_segment (request, "sub_account_id");
  AcSandboxEnvironmentChange change = { 0 };
  AcSandboxSwitch enabled;
  g_autofree char *custom_attributes = NULL;

  if (!ac_sandbox_params_get_name (request->params, "name", AC_SANDBOX_MAX_NAME, &change.name, error) ||
      !ac_sandbox_params_get_string (request->params, "cloud_name", MAX_ID, &change.cloud_name, error) ||
      !ac_sandbox_params_get_attributes (request->params, "custom_attributes", AC_SANDBOX_MAX_ATTRIBUTES, &custom_attributes, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error))
    return FALSE;

  change.custom_attributes = custom_attributes;
  change.enabled = enabled;

  return ac_sandbox_environments_change (request->state, id, &change, error) &&
         write_one (request, id, error);
}

static gboolean
remove_one (AcSandboxRequest  *request,
            GError           **error)
{
  if (!ac_sandbox_environments_remove (request->state, ac_sandbox_request_get_segment (request, "sub_account_id"), error))
    return FALSE;

  ac_sandbox_answer_message (request, "ok");
  return TRUE;
}

#define PATH AC_SANDBOX_PROVISIONING "/sub_accounts"

static const AcSandboxRoute routes[] = {
  { "GET", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_VIEW, list },
  { "POST", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_EDIT, create },
  { "GET", PATH "/{sub_account_id}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_VIEW, show },
  { "PUT", PATH "/{sub_account_id}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_EDIT, update },
  { "DELETE", PATH "/{sub_account_id}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENTS, AC_SANDBOX_LEVEL_EDIT, remove_one },
};

const AcSandboxRouteTable ac_sandbox_sub_account_routes = AC_SANDBOX_ROUTE_TABLE (routes);
