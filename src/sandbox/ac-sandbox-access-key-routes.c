/* ac-sandbox-access-key-routes.c: access keys in the Provisioning API (wire reference 3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-access-keys.h"
#include "ac-sandbox-decisions.h"
#include "ac-sandbox-environments.h"
#include "ac-sandbox-resources.h"
#include "ac-sandbox-time.h"

static const char *const orders[] = { "desc", "asc", NULL };

#define SORT_BY_CREATED_AT 1

/* Each route first looks whether there is such an environment. */
static gboolean
get_environment (AcSandboxRequest  *request,
                 const char       **id,
                 GError           **error)
{
  *id = ac_sandbox_request_get_segment (request, "sub_account_id");

  return ac_sandbox_environments_check (request->state, *id, error);
}

static gboolean
list (AcSandboxRequest  *request,
      GError           **error)
{
  AcSandboxAccessKeyPage page = { .page_size = AC_SANDBOX_PAGE_SIZE };
  const char *environment_id;
  int order;

  if (!get_environment (request, &environment_id, error) ||
      !ac_sandbox_params_get_int (request->params, "page", 1, AC_SANDBOX_MAX_PAGE, &page.page, error) ||
      !ac_sandbox_params_get_int (request->params, "page_size", 1, AC_SANDBOX_MAX_PAGE_SIZE, &page.page_size, error) ||
      !ac_sandbox_params_get_choice (request->params, "sort_by", ac_sandbox_access_key_sorts, &page.sort_by, error) ||
      !ac_sandbox_params_get_choice (request->params, "sort_order", orders, &order, error))
    return FALSE;

  if (page.sort_by < 0)
    page.sort_by = SORT_BY_CREATED_AT;
  page.ascending = order == 1;

  return ac_sandbox_access_keys_write_page (request->state, request->answer, environment_id, &page, error);
}

static gboolean
create (AcSandboxRequest  *request,
        GError           **error)
{
  const char *environment_id;
  const char *given;
  AcSandboxSwitch enabled;
  g_autofree char *name = NULL;
  g_autofree char *now = ac_sandbox_time_now ();
  g_autofree char *api_key = NULL;

  if (!get_environment (request, &environment_id, error) ||
      !ac_sandbox_params_get_name (request->params, "name", AC_SANDBOX_MAX_NAME, &given, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error))
    return FALSE;

  name = given != NULL ? g_strdup (given) : ac_sandbox_access_keys_make_name (request->state, environment_id, error);

  return name != NULL &&
         ac_sandbox_access_keys_check_name (request->state, environment_id, name, NULL, error) &&
         ac_sandbox_access_keys_create (request->state, environment_id, name, enabled != AC_SANDBOX_NO, FALSE, now, &api_key, error) &&
         ac_sandbox_access_keys_write (request->state, request->answer, environment_id, api_key, error);
}

/* `webhooks`, `["webhooks"]`, or `[]` to take the mark away. */
static gboolean
get_dedicated_for (AcSandboxRequest          *request,
                   AcSandboxAccessKeyChange  *change,
                   GError                   **error)
{
  g_auto(GStrv) values = NULL;

  if (!ac_sandbox_params_get_strings (request->params, "dedicated_for", 1, &values, error))
    return FALSE;
  if (values == NULL)
    return TRUE;

  change->set_dedicated = TRUE;
  if (values[0] == NULL)
    return TRUE;
  if (!g_str_equal (values[0], "webhooks"))
    {
      ac_sandbox_set_invalid (error, "dedicated_for", "must be webhooks");
      return FALSE;
    }
  change->dedicated_for = "webhooks";

  return TRUE;
}

static gboolean
update (AcSandboxRequest  *request,
        GError           **error)
{
  const char *api_key = ac_sandbox_request_get_segment (request, "key");
  AcSandboxAccessKeyChange change = { 0 };
  const char *environment_id;
  AcSandboxSwitch enabled;

  if (!get_environment (request, &environment_id, error) ||
      !ac_sandbox_params_get_name (request->params, "name", AC_SANDBOX_MAX_NAME, &change.name, error) ||
      !ac_sandbox_params_get_boolean (request->params, "enabled", &enabled, error) ||
      !get_dedicated_for (request, &change, error))
    return FALSE;

  change.enabled = enabled;

  return ac_sandbox_access_keys_change (request->state, environment_id, api_key, &change, error) &&
         ac_sandbox_access_keys_write (request->state, request->answer, environment_id, api_key, error);
}

static gboolean
remove_key (AcSandboxRequest  *request,
            const char        *environment_id,
            const char        *api_key,
            GError           **error)
{
  if (!ac_sandbox_access_keys_remove (request->state, environment_id, api_key, error))
    return FALSE;

  ac_sandbox_answer_message (request, "ok");
  return TRUE;
}

static gboolean
remove_one (AcSandboxRequest  *request,
            GError           **error)
{
  const char *environment_id;

  return get_environment (request, &environment_id, error) &&
         remove_key (request, environment_id, ac_sandbox_request_get_segment (request, "key"), error);
}

static gboolean
remove_by_name (AcSandboxRequest  *request,
                GError           **error)
{
  const char *environment_id;
  const char *name;
  g_autofree char *api_key = NULL;

  if (!get_environment (request, &environment_id, error) ||
      !ac_sandbox_params_require_string (request->params, "name", AC_SANDBOX_MAX_NAME, &name, error))
    return FALSE;

  api_key = ac_sandbox_access_keys_find_named (request->state, environment_id, name, error);

  return api_key != NULL && remove_key (request, environment_id, api_key, error);
}

#define PATH AC_SANDBOX_PROVISIONING "/sub_accounts/{sub_account_id}/access_keys"

static const AcSandboxRoute routes[] = {
  { "GET", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS, AC_SANDBOX_LEVEL_VIEW, list },
  { "POST", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS, AC_SANDBOX_LEVEL_EDIT, create },
  { "DELETE", PATH, AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS, AC_SANDBOX_LEVEL_EDIT, remove_by_name },
  { "PUT", PATH "/{key}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS, AC_SANDBOX_LEVEL_EDIT, update },
  { "DELETE", PATH "/{key}", AC_SANDBOX_GUARD_ACCOUNT, AC_SANDBOX_SUBJECT_ENVIRONMENT_KEYS, AC_SANDBOX_LEVEL_EDIT, remove_one },
};

const AcSandboxRouteTable ac_sandbox_access_key_routes = AC_SANDBOX_ROUTE_TABLE (routes);
