/* test-badge-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-badge-box.h"
#include "ac-ui-fixture.h"

#define N_BADGES 3

typedef struct
{
  GtkWindow *window;
  AcBadgeBox *box; /* (unowned) */
  GtkWidget *badges[N_BADGES]; /* (unowned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  rtl)
{
  static const struct
  {
    const char *text;
    const char *style_class;
  } badges[N_BADGES] = { { "In use here", "accent" }, { "Root & <b>", NULL }, { "293 days", "error" } };

  fixture->box = AC_BADGE_BOX (ac_badge_box_new ());
  for (gsize i = 0; i < N_BADGES; i++)
    fixture->badges[i] = ac_badge_box_add (fixture->box, badges[i].text, badges[i].style_class);

  gtk_widget_set_direction (GTK_WIDGET (fixture->box), rtl != NULL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->box));
  gtk_window_present (fixture->window);
  ac_test_wait_until (gtk_widget_get_mapped (fixture->badges[0]));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  rtl)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->box), (gpointer *) &fixture->box);
  gtk_window_destroy (fixture->window);
  ac_test_wait_until (fixture->box == NULL);
}

static void
measure (GtkWidget *widget,
         int        width,
         int       *minimum,
         int       *natural,
         int       *height)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, height, NULL, NULL);
}

/* What its parent would give it. */
static void
allocate (Fixture *fixture,
          int      width)
{
  GtkAllocation allocation = { 0, 0, width, 0 };

  gtk_widget_measure (GTK_WIDGET (fixture->box), GTK_ORIENTATION_VERTICAL, width, NULL, &allocation.height, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (fixture->box), &allocation, -1);
}

static graphene_rect_t
get_place (Fixture *fixture,
           gsize    i)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (fixture->badges[i], GTK_WIDGET (fixture->box), &place));

  return place;
}

/* No badge reaches out of the box, or into another one. */
static void
assert_apart (Fixture *fixture,
              int      width,
              int      height)
{
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, width, height);

  for (gsize i = 0; i < N_BADGES; i++)
    {
      graphene_rect_t place = get_place (fixture, i);

      g_assert_true (graphene_rect_contains_rect (&box, &place));
      for (gsize j = i + 1; j < N_BADGES; j++)
        {
          graphene_rect_t other = get_place (fixture, j);

          g_assert_false (graphene_rect_intersection (&place, &other, NULL));
        }
    }
}

static void
test_one_line (Fixture       *fixture,
               gconstpointer  rtl)
{
  int minimum, natural, height;

  gtk_widget_measure (GTK_WIDGET (fixture->box), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->box), GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);

  /* With room to spare they stand at the end, where the row's other controls are. */
  for (int width = natural; width <= natural + 60; width += 60)
    {
      graphene_rect_t first, last;

      allocate (fixture, width);
      assert_apart (fixture, width, height);
      first = get_place (fixture, 0);
      last = get_place (fixture, N_BADGES - 1);
      g_assert_cmpfloat (first.origin.y, ==, last.origin.y);
      if (rtl != NULL)
        {
          g_assert_cmpfloat (last.origin.x, ==, 0);
          g_assert_cmpfloat (first.origin.x, >, last.origin.x);
        }
      else
        {
          g_assert_cmpfloat (last.origin.x + last.size.width, ==, width);
          g_assert_cmpfloat (first.origin.x, <, last.origin.x);
        }
    }
}

static void
test_stacked (Fixture       *fixture,
              gconstpointer  rtl)
{
  int minimum, natural, line_height, height;

  measure (GTK_WIDGET (fixture->box), 10000, &minimum, &natural, &line_height);

  /* One pixel too few is enough, and the least width still holds each of them. */
  for (int width = minimum; width < natural; width += MAX (1, natural - 1 - minimum))
    {
      gtk_widget_measure (GTK_WIDGET (fixture->box), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      g_assert_cmpint (height, >, 2 * line_height);
      allocate (fixture, width);
      assert_apart (fixture, width, height);
      for (gsize i = 0; i < N_BADGES; i++)
        {
          graphene_rect_t place = get_place (fixture, i);

          g_assert_cmpfloat (rtl != NULL ? place.origin.x : place.origin.x + place.size.width, ==, rtl != NULL ? 0 : width);
          if (i > 0)
            g_assert_cmpfloat (place.origin.y, >, get_place (fixture, i - 1).origin.y);
        }
    }
}

static void
test_badges (Fixture       *fixture,
             gconstpointer  rtl)
{
  int minimum, natural, height;

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->badges[1])), ==, "Root & <b>");
  g_assert_true (gtk_widget_has_css_class (fixture->badges[0], "accent"));
  g_assert_true (gtk_widget_has_css_class (fixture->badges[2], "badge"));
  g_assert_true (gtk_widget_has_css_class (fixture->badges[2], "error"));

  ac_badge_box_clear (fixture->box);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (fixture->box)));
  measure (GTK_WIDGET (fixture->box), -1, &minimum, &natural, &height);
  g_assert_cmpint (minimum, ==, 0);
  g_assert_cmpint (natural, ==, 0);
  g_assert_cmpint (height, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/badge-box/" name, Fixture, NULL, set_up, function, tear_down); \
  g_test_add ("/badge-box/" name "-rtl", Fixture, "rtl", set_up, function, tear_down)
  ADD ("one-line", test_one_line);
  ADD ("stacked", test_stacked);
  ADD ("badges", test_badges);

  return g_test_run ();
}
