/* ac-key-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-test"

#include "config.h"

#include "ac-key-fixture.h"

#include <stdarg.h>

#include "ac-account-settings.h"
#include "ac-badge-box.h"
#include "ac-key-row.h"
#include "ac-page-private.h"
#include "ac-settings-page.h"

char *
ac_key_json (const char *number,
             const char *name,
             int         days_old,
             gboolean    enabled,
             const char *members)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  /* An hour more, so that it is not another day by the time that somebody looks. */
  g_autoptr(GDateTime) created_at = g_date_time_add_hours (now, -24 * days_old - 1);
  g_autofree char *created = g_date_time_format (created_at, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *quoted = name != NULL ? g_strdup_printf ("\"%s\"", name) : g_strdup ("null");

  return g_strdup_printf ("{\"name\":%s,\"api_key\":\"%s\",\"api_secret\":\"" AC_KEY_SECRET "-%s\",\"enabled\":%s,"
                          "\"created_at\":\"%s\",\"updated_at\":\"%s\"%s}",
                          quoted, number, number, enabled ? "true" : "false", created, created,
                          members != NULL ? members : "");
}

static char *
join (char    *first,
      va_list  more,
      guint   *n)
{
  GString *joined = g_string_new (NULL);

  *n = 0;
  for (char *key = first; key != NULL; key = va_arg (more, char *))
    {
      g_string_append_printf (joined, "%s%s", *n > 0 ? "," : "", key);
      g_free (key);
      *n += 1;
    }

  return g_string_free (joined, FALSE);
}

char *
ac_key_account_list (char *first,
                     ...)
{
  g_autofree char *keys = NULL;
  va_list more;
  guint n;

  va_start (more, first);
  keys = join (first, more, &n);
  va_end (more);

  return g_strdup_printf ("{\"account_keys\":[%s]}", keys);
}

char *
ac_key_environment_list (char *first,
                         ...)
{
  g_autofree char *keys = NULL;
  va_list more;
  guint n;

  va_start (more, first);
  keys = join (first, more, &n);
  va_end (more);

  return g_strdup_printf ("{\"access_keys\":[%s],\"total\":%u}", keys, n);
}

void
ac_key_fixture_open (AcKeyFixture *self,
                     GType         type,
                     const char   *environment_id)
{
  self->page = g_object_new (type, "account", self->base.account, NULL);
  if (environment_id != NULL)
    ac_settings_page_set_environment (AC_SETTINGS_PAGE (self->page),
                                      ac_ui_fixture_lookup (&self->base, environment_id));
  ac_page_push (self->base.page, self->page);
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->page)));
}

void
ac_key_fixture_tear_down (AcKeyFixture *self)
{
  g_autoptr(AcAccountSettings) settings = ac_account_settings_get (AC_UI_ACCOUNT_ID);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self->base.window)), NULL);
  ac_account_settings_reset (settings);
  ac_ui_fixture_tear_down (&self->base);
  g_assert_null (ac_ui_find_window (GTK_TYPE_WINDOW));
}

AcMockReply *
ac_key_fixture_expect (AcKeyFixture *self,
                       const char   *method,
                       const char   *target,
                       guint         status,
                       const char   *body)
{
  AcMockReply *reply = ac_mock_server_expect (self->base.server, method, target);

  ac_mock_reply_set_json (reply, status, body);

  return reply;
}

const AcMockRequest *
ac_key_fixture_get_last_request (AcKeyFixture *self)
{
  return ac_mock_server_get_request (self->base.server, ac_mock_server_get_n_requests (self->base.server) - 1);
}

void
ac_key_fixture_reload (AcKeyFixture *self)
{
  guint n = ac_mock_server_get_n_requests (self->base.server);

  ac_page_reload (self->page);
  ac_test_wait_until (ac_mock_server_get_n_requests (self->base.server) > n);
}

gboolean
ac_key_fixture_shows (AcKeyFixture *self,
                      const char   *text)
{
  return ac_ui_shows (GTK_WIDGET (self->base.window), text);
}

typedef void (*Visit) (GtkWidget *row,
                       gpointer   data);

static void
visit_rows (GtkWidget *root,
            Visit      visit,
            gpointer   data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (AC_IS_KEY_ROW (child))
      visit (child, data);
    else
      visit_rows (child, visit, data);
}

typedef struct
{
  const char *number;
  GtkWidget *row;
} Wanted;

static void
compare_number (GtkWidget *row,
                gpointer   data)
{
  Wanted *wanted = data;

  if (g_str_equal (ac_api_key_get_api_key (ac_key_row_get_key (AC_KEY_ROW (row))), wanted->number))
    wanted->row = row;
}

GtkWidget *
ac_key_fixture_find_row (AcKeyFixture *self,
                         const char   *number)
{
  Wanted wanted = { number, NULL };

  visit_rows (GTK_WIDGET (self->page), compare_number, &wanted);

  return wanted.row;
}

GtkWidget *
ac_key_fixture_wait_row_ (AcKeyFixture *self,
                          const char   *number,
                          const char   *where)
{
  gint64 deadline = ac_test_get_deadline ();
  GtkWidget *row;

  while ((row = ac_key_fixture_find_row (self, number)) == NULL || !gtk_widget_get_mapped (row))
    ac_test_iterate (deadline, where);

  return row;
}

static void
count (GtkWidget *row,
       gpointer   data)
{
  *(guint *) data += 1;
}

guint
ac_key_fixture_count_rows (AcKeyFixture *self)
{
  guint n = 0;

  visit_rows (GTK_WIDGET (self->page), count, &n);

  return n;
}

static void
append_title (GtkWidget *row,
              gpointer   data)
{
  GString *titles = data;

  g_string_append_printf (titles, "%s%s", titles->len > 0 ? " | " : "",
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

char *
ac_key_fixture_dup_order (AcKeyFixture *self)
{
  GString *titles = g_string_new (NULL);

  visit_rows (GTK_WIDGET (self->page), append_title, titles);

  return g_string_free (titles, FALSE);
}

char *
ac_key_row_dup_badges (GtkWidget *row)
{
  GtkWidget *box = ac_ui_get (row, AC_TYPE_BADGE_BOX, NULL);
  GString *badges = g_string_new (NULL);
  static const char * const classes[] = { "accent", "success", "warning", "error" };

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_assert_true (gtk_widget_has_css_class (child, "badge"));
      g_string_append_printf (badges, "%s%s", badges->len > 0 ? " | " : "", gtk_label_get_text (GTK_LABEL (child)));
      for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
        if (gtk_widget_has_css_class (child, classes[i]))
          g_string_append_printf (badges, ".%s", classes[i]);
    }

  return g_string_free (badges, FALSE);
}

GtkSwitch *
ac_key_row_get_switch (GtkWidget *row)
{
  return GTK_SWITCH (gtk_widget_get_template_child (row, AC_TYPE_KEY_ROW, "enabled_switch"));
}

void
ac_key_row_expand (GtkWidget *row,
                   gboolean   expanded)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), expanded);
  if (expanded)
    ac_test_wait_until (gtk_widget_get_mapped (ac_ui_get (row, ADW_TYPE_ACTION_ROW, "Created")));
}

gboolean
ac_key_row_is_busy (GtkWidget *row)
{
  GtkSpinner *spinner = GTK_SPINNER (gtk_widget_get_template_child (row, AC_TYPE_KEY_ROW, "spinner"));

  return gtk_spinner_get_spinning (spinner) && gtk_widget_get_visible (GTK_WIDGET (spinner));
}

/* GTK 4.8 has no getter but tells what is there when it isn't what was expected. */
char *
ac_key_dup_accessible (gpointer              accessible,
                       GtkAccessibleProperty property)
{
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (accessible), property))
    return NULL;

  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (accessible), property, "\001", NULL);
}

static void
assert_without (GtkWidget  *widget,
                const char *where,
                const char *value,
                const char *text)
{
  if (value != NULL && strstr (value, text) != NULL)
    g_error ("%s of a %s is “%s”", where, G_OBJECT_TYPE_NAME (widget), value);
}

static void
assert_not_in_properties (GtkWidget  *widget,
                          const char *text)
{
  guint n_properties;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (widget), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_autofree char *value = NULL;

      if (G_PARAM_SPEC_VALUE_TYPE (specs[i]) != G_TYPE_STRING || !(specs[i]->flags & G_PARAM_READABLE))
        continue;
      g_object_get (widget, specs[i]->name, &value, NULL);
      assert_without (widget, specs[i]->name, value, text);
    }
}

void
ac_key_assert_nowhere (GtkWidget  *root,
                       const char *text)
{
  static const GtkAccessibleProperty texts[] = {
    GTK_ACCESSIBLE_PROPERTY_LABEL, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
    GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION,
    GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = ac_key_dup_accessible (root, texts[i]);

      assert_without (root, "An accessible property", value, text);
    }
  assert_not_in_properties (root, text);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    ac_key_assert_nowhere (child, text);
}

int
ac_key_get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}
