/* test-step-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-key-fixture.h"
#include "ac-step-strip.h"

typedef struct
{
  GtkWidget *window;
  AcStepStrip *strip;
} Fixture;

static const char * const titles[] = { "Create", "Hand <Over>", "Verify", "Disable Old", NULL };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->strip = g_object_new (AC_TYPE_STEP_STRIP, NULL);
  ac_step_strip_set_titles (fixture->strip, titles);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 100);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->strip));
  gtk_window_present (GTK_WINDOW (fixture->window));
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->strip)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* The steps in the line that is shown. */
static GPtrArray *
find_steps (Fixture *fixture)
{
  AdwSqueezer *squeezer = ADW_SQUEEZER (ac_ui_get (GTK_WIDGET (fixture->strip), ADW_TYPE_SQUEEZER, NULL));
  GtkWidget *line = adw_squeezer_get_visible_child (squeezer);
  GPtrArray *steps = g_ptr_array_new ();

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (line)), ==, GTK_ACCESSIBLE_ROLE_LIST);
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
      g_ptr_array_add (steps, child);

  return steps;
}

static void
assert_step (GtkWidget  *step,
             const char *description,
             const char *title,
             const char *style_class)
{
  GtkWidget *circle = gtk_widget_get_first_child (step);

  gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL, description);
  g_assert_true (gtk_widget_has_css_class (circle, "step-circle"));
  g_assert_cmpint (gtk_widget_has_css_class (circle, "done"), ==, g_strcmp0 (style_class, "done") == 0);
  g_assert_cmpint (gtk_widget_has_css_class (circle, "current"), ==, g_strcmp0 (style_class, "current") == 0);
  g_assert_cmpint (GTK_IS_IMAGE (circle), ==, g_strcmp0 (style_class, "done") == 0);
  g_assert_cmpint (ac_ui_shows (step, "Hand <Over>") || ac_ui_shows (step, "Create") || ac_ui_shows (step, "Verify") ||
                   ac_ui_shows (step, "Disable Old"), ==, title != NULL);
  if (title != NULL)
    g_assert_true (ac_ui_shows (step, title));
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) first = find_steps (fixture);
  g_autoptr(GPtrArray) third = NULL;
  g_autoptr(GPtrArray) last = NULL;

  g_assert_cmpuint (first->len, ==, 4);
  assert_step (first->pdata[0], "Create, step 1 of 4, current", "Create", "current");
  assert_step (first->pdata[1], "Hand <Over>, step 2 of 4", "Hand <Over>", NULL);
  assert_step (first->pdata[3], "Disable Old, step 4 of 4", "Disable Old", NULL);
  g_assert_true (ac_ui_shows (first->pdata[3], "4"));

  ac_step_strip_set_current (fixture->strip, 2);
  third = find_steps (fixture);
  assert_step (third->pdata[0], "Create, done", "Create", "done");
  assert_step (third->pdata[1], "Hand <Over>, done", "Hand <Over>", "done");
  assert_step (third->pdata[2], "Verify, step 3 of 4, current", "Verify", "current");
  assert_step (third->pdata[3], "Disable Old, step 4 of 4", "Disable Old", NULL);
  ac_ui_picture (fixture->window, "step-strip");

  /* Past the last one. */
  ac_step_strip_set_current (fixture->strip, 4);
  last = find_steps (fixture);
  assert_step (last->pdata[3], "Disable Old, done", "Disable Old", "done");
}

/* Where there is little room only the current step has its title; all are still there for screen readers. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) steps = NULL;

  g_assert_cmpint (ac_key_get_minimum_width (GTK_WIDGET (fixture->strip)), <=, 336);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 240, 100);
  ac_step_strip_set_current (fixture->strip, 1);
  ac_test_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->strip)) == 240);
  steps = find_steps (fixture);
  g_assert_cmpuint (steps->len, ==, 4);
  assert_step (steps->pdata[0], "Create, done", NULL, "done");
  assert_step (steps->pdata[1], "Hand <Over>, step 2 of 4, current", "Hand <Over>", "current");
  assert_step (steps->pdata[2], "Verify, step 3 of 4", NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/step-strip/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/step-strip/narrow", Fixture, NULL, set_up, test_narrow, tear_down);

  return g_test_run ();
}
