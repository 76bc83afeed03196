/* test-preferences-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-mock-authority.h"
#include "ac-preferences-window.h"
#include "ac-ui-fixture.h"

#define ASK "ask-before-showing-secrets"

static const char * const keys[] = {
  "hide-secrets-after", "clear-clipboard-after", ASK, "rotate-keys-after", "keys-overdue-after",
};

typedef struct
{
  GSettings *settings;
  AcPrivateBus *bus;          /* (nullable) */
  AcMockAuthority *authority; /* (nullable) */
  GtkWindow *parent;
  GtkWidget *window;          /* (nullable) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (AC_BASE_ID);
  fixture->parent = GTK_WINDOW (adw_window_new ());
  gtk_window_present (fixture->parent);
}

static void
start_bus (Fixture *fixture)
{
  fixture->bus = ac_private_bus_new ();
  fixture->authority = ac_mock_authority_new (fixture->bus);
}

static void
open_window (Fixture *fixture)
{
  ac_preferences_window_present (fixture->parent, fixture->settings);
  fixture->window = ac_ui_wait_window (AC_TYPE_PREFERENCES_WINDOW);
  ac_test_wait_until (gtk_widget_get_mapped (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->parent);
  ac_ui_wait_no_window (AC_TYPE_PREFERENCES_WINDOW);
  g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  g_clear_pointer (&fixture->bus, ac_private_bus_free);
  ac_test_wait_until (!g_main_context_pending (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_object_unref (fixture->settings);
}

static AdwComboRow *
get_row (Fixture    *fixture,
         const char *title)
{
  return ADW_COMBO_ROW (ac_ui_get (fixture->window, ADW_TYPE_COMBO_ROW, title));
}

/* What the row offers, with a bar between, and which of it is chosen. */
static void
assert_row (Fixture    *fixture,
            const char *title,
            const char *offered,
            const char *chosen)
{
  AdwComboRow *row = get_row (fixture, title);
  GListModel *model = adw_combo_row_get_model (row);
  g_autoptr(GString) texts = g_string_new (NULL);
  GtkStringObject *selected = adw_combo_row_get_selected_item (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, i);

      g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "", gtk_string_object_get_string (item));
    }
  g_assert_cmpstr (texts->str, ==, offered);
  g_assert_cmpstr (gtk_string_object_get_string (selected), ==, chosen);
}

static void
choose (Fixture    *fixture,
        const char *title,
        const char *text)
{
  AdwComboRow *row = get_row (fixture, title);
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), text))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  open_window (fixture);
  assert_row (fixture, "Hide after", "10 seconds|30 seconds|60 seconds", "30 seconds");
  assert_row (fixture, "Clear clipboard after", "30 seconds|60 seconds|120 seconds|Never", "60 seconds");
  assert_row (fixture, "Rotate keys after", "60 days|90 days|180 days|Never", "90 days");
  assert_row (fixture, "Overdue after", "90 days|180 days|365 days|Never", "180 days");
  ac_ui_assert_accessible (fixture->window);

  /* One window of them. */
  ac_preferences_window_present (fixture->parent, fixture->settings);
  g_assert_true (ac_ui_wait_window (AC_TYPE_PREFERENCES_WINDOW) == fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GVariant) value = g_settings_get_user_value (fixture->settings, keys[i]);

      /* To look is not to change. */
      g_assert_null (value);
    }
}

static void
test_applies_at_once (Fixture       *fixture,
                      gconstpointer  data)
{
  open_window (fixture);
  choose (fixture, "Hide after", "10 seconds");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "hide-secrets-after"), ==, 10);
  choose (fixture, "Clear clipboard after", "Never");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "clear-clipboard-after"), ==, 0);
  choose (fixture, "Overdue after", "365 days");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "keys-overdue-after"), ==, 365);

  /* And the other way round. */
  g_settings_set_uint (fixture->settings, "clear-clipboard-after", 120);
  assert_row (fixture, "Clear clipboard after", "30 seconds|60 seconds|120 seconds|Never", "120 seconds");
}

static void
test_other_values (Fixture       *fixture,
                   gconstpointer  data)
{
  g_settings_set_uint (fixture->settings, "hide-secrets-after", 1);
  g_settings_set_uint (fixture->settings, "clear-clipboard-after", 3600);
  g_settings_set_uint (fixture->settings, "rotate-keys-after", 45);
  open_window (fixture);
  assert_row (fixture, "Hide after", "1 second|10 seconds|30 seconds|60 seconds", "1 second");
  assert_row (fixture, "Clear clipboard after", "30 seconds|60 seconds|120 seconds|3600 seconds|Never", "3600 seconds");
  assert_row (fixture, "Rotate keys after", "45 days|60 days|90 days|180 days|Never", "45 days");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "rotate-keys-after"), ==, 45);

  /* What nobody offers is gone with its use, when it changes elsewhere. */
  g_settings_set_uint (fixture->settings, "rotate-keys-after", 91);
  assert_row (fixture, "Rotate keys after", "60 days|90 days|91 days|180 days|Never", "91 days");
}

/* Overdue is never before due. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  open_window (fixture);
  choose (fixture, "Overdue after", "90 days");
  choose (fixture, "Rotate keys after", "180 days");
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "keys-overdue-after"), ==, 180);
  assert_row (fixture, "Overdue after", "180 days|365 days|Never", "180 days");

  choose (fixture, "Overdue after", "Never");
  choose (fixture, "Rotate keys after", "60 days");
  assert_row (fixture, "Overdue after", "90 days|180 days|365 days|Never", "Never");
  choose (fixture, "Overdue after", "90 days");
  choose (fixture, "Rotate keys after", "Never");
  assert_row (fixture, "Overdue after", "90 days|180 days|365 days|Never", "90 days");

  /* Whoever said so elsewhere has it so. */
  g_settings_set_uint (fixture->settings, "rotate-keys-after", 500);
  assert_row (fixture, "Overdue after", "90 days|Never", "90 days");
}

static GtkWidget *
get_switch (Fixture *fixture)
{
  return ac_ui_get (fixture->window, GTK_TYPE_SWITCH, NULL);
}

static gboolean
is_sensitive (Fixture *fixture)
{
  return gtk_widget_is_sensitive (get_switch (fixture));
}

static void
flip (Fixture *fixture)
{
  gtk_widget_activate (ac_ui_get (fixture->window, ADW_TYPE_ACTION_ROW, "Ask for password before showing secrets"));
}

static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  start_bus (fixture);
  open_window (fixture);
  ac_test_wait_until (is_sensitive (fixture));
  g_assert_true (ac_ui_shows (fixture->window, "And before copying them"));
  ac_ui_assert_accessible (fixture->window);

  gtk_switch_set_active (GTK_SWITCH (get_switch (fixture)), TRUE);
  g_assert_true (g_settings_get_boolean (fixture->settings, ASK));
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 0);

  /* Off again only with the password. */
  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_DISMISSED);
  gtk_switch_set_active (GTK_SWITCH (get_switch (fixture)), FALSE);
  g_assert_true (g_settings_get_boolean (fixture->settings, ASK));
  ac_test_wait_until (gtk_switch_get_active (GTK_SWITCH (get_switch (fixture))));
  g_assert_true (g_settings_get_boolean (fixture->settings, ASK));

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_REFUSED);
  gtk_switch_set_active (GTK_SWITCH (get_switch (fixture)), FALSE);
  ac_test_wait_until (ac_ui_shows (fixture->window, "The password was not accepted."));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (get_switch (fixture))));
  g_assert_true (g_settings_get_boolean (fixture->settings, ASK));

  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_ALLOWED);
  gtk_switch_set_active (GTK_SWITCH (get_switch (fixture)), FALSE);
  ac_test_wait_until (!g_settings_get_boolean (fixture->settings, ASK));
  g_assert_false (gtk_switch_get_state (GTK_SWITCH (get_switch (fixture))));
  g_assert_cmpuint (ac_mock_authority_get_n_asked (fixture->authority), ==, 3);
}

static void
test_cannot_ask (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *sentence = data;

  if (!g_str_has_prefix (sentence, "This"))
    start_bus (fixture);
  if (g_str_has_prefix (sentence, "No"))
    g_clear_pointer (&fixture->authority, ac_mock_authority_free);
  else if (fixture->authority != NULL)
    ac_mock_authority_set_installed (fixture->authority, FALSE);

  open_window (fixture);
  ac_test_wait_until (ac_ui_shows (fixture->window, sentence));
  g_assert_false (is_sensitive (fixture));
  gtk_window_close (GTK_WINDOW (fixture->window));
  ac_ui_wait_no_window (AC_TYPE_PREFERENCES_WINDOW);

  /* Where it is on and nobody can be asked, it can be turned off, and not on again. */
  g_settings_set_boolean (fixture->settings, ASK, TRUE);
  open_window (fixture);
  ac_test_wait_until (ac_ui_shows (fixture->window, sentence));
  g_assert_true (is_sensitive (fixture));
  flip (fixture);
  ac_test_wait_until (!g_settings_get_boolean (fixture->settings, ASK));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (get_switch (fixture))));
  g_assert_false (is_sensitive (fixture));
}

/* Closed while somebody is asked: the question goes away, and nothing changes. */
static void
test_closed_while_asking (Fixture       *fixture,
                          gconstpointer  data)
{
  start_bus (fixture);
  g_settings_set_boolean (fixture->settings, ASK, TRUE);
  open_window (fixture);
  ac_test_wait_until (ac_ui_shows (fixture->window, "And before copying them"));
  ac_mock_authority_set_answer (fixture->authority, AC_MOCK_ANSWER_NONE);
  flip (fixture);
  ac_test_wait_until (ac_mock_authority_get_n_asked (fixture->authority) == 1);
  gtk_window_close (GTK_WINDOW (fixture->window));
  ac_ui_wait_no_window (AC_TYPE_PREFERENCES_WINDOW);
  ac_test_wait_until (ac_mock_authority_get_n_cancelled (fixture->authority) == 1);
  g_assert_true (g_settings_get_boolean (fixture->settings, ASK));
  ac_test_wait_until (!g_main_context_pending (NULL));
}

#define ADD(name, data, test) g_test_add ("/preferences-window/" name, Fixture, data, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("defaults", NULL, test_defaults);
  ADD ("applies-at-once", NULL, test_applies_at_once);
  ADD ("other-values", NULL, test_other_values);
  ADD ("order", NULL, test_order);
  ADD ("ask", NULL, test_ask);
  ADD ("closed-while-asking", NULL, test_closed_while_asking);
  ADD ("no-bus", "This computer has no system bus, over which polkit could be asked.", test_cannot_ask);
  ADD ("no-authority", "No polkit service runs on this computer.", test_cannot_ask);
  ADD ("not-installed", "The rule for it is not installed on this computer.", test_cannot_ask);

  return g_test_run ();
}
