/* ac-badge-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-badge-box"

#include "config.h"

#include "ac-badge-box.h"

#define SPACING 6

struct _AcBadgeBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AcBadgeBox, ac_badge_box, GTK_TYPE_WIDGET)

typedef struct
{
  int widest;
  int line_width; /* of all in one line */
  int line_height;
  int column_height;
} Extent;

static Extent
measure_badges (AcBadgeBox *self)
{
  Extent extent = { 0 };
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      extent.widest = MAX (extent.widest, width);
      extent.line_height = MAX (extent.line_height, height);
      extent.line_width += width;
      extent.column_height += height;
      n++;
    }

  if (n > 1)
    {
      extent.line_width += (int) (n - 1) * SPACING;
      extent.column_height += (int) (n - 1) * SPACING / 2;
    }

  return extent;
}

static GtkSizeRequestMode
ac_badge_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ac_badge_box_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  Extent extent = measure_badges (AC_BADGE_BOX (widget));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = extent.widest;
      *natural = extent.line_width;
    }
  else
    {
      *minimum = *natural = for_size < 0 || for_size >= extent.line_width ? extent.line_height : extent.column_height;
    }
}

static void
ac_badge_box_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Extent extent = measure_badges (AC_BADGE_BOX (widget));
  gboolean one_line = width >= extent.line_width;
  int x = MAX (width - extent.line_width, 0);
  int y = one_line ? 0 : MAX ((height - extent.column_height) / 2, 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &allocation.width, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &allocation.height, NULL, NULL);
      allocation.x = one_line ? x : width - allocation.width;
      allocation.y = one_line ? (height - allocation.height) / 2 : y;
      if (rtl)
        allocation.x = width - allocation.x - allocation.width;
      gtk_widget_size_allocate (child, &allocation, -1);

      x += allocation.width + SPACING;
      y += allocation.height + SPACING / 2;
    }
}

static void
ac_badge_box_dispose (GObject *object)
{
  ac_badge_box_clear (AC_BADGE_BOX (object));

  G_OBJECT_CLASS (ac_badge_box_parent_class)->dispose (object);
}

static void
ac_badge_box_class_init (AcBadgeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_badge_box_dispose;
  widget_class->get_request_mode = ac_badge_box_get_request_mode;
  widget_class->measure = ac_badge_box_measure;
  widget_class->size_allocate = ac_badge_box_size_allocate;
}

static void
ac_badge_box_init (AcBadgeBox *self)
{
}

/**
 * ac_badge_box_new:
 *
 * Returns: (transfer floating): a box without badges
 */
GtkWidget *
ac_badge_box_new (void)
{
  return g_object_new (AC_TYPE_BADGE_BOX, NULL);
}

/**
 * ac_badge_box_clear:
 * @self: a box
 *
 * Takes all badges out.
 */
void
ac_badge_box_clear (AcBadgeBox *self)
{
  GtkWidget *child;

  g_return_if_fail (AC_IS_BADGE_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/**
 * ac_badge_box_add:
 * @self: a box
 * @text: plain text: a word, for meaning is never colour alone
 * @style_class: (nullable): "accent", "success", "warning" or "error"
 *
 * Adds a badge after those that are there.
 *
 * Returns: (transfer none): the badge
 */
GtkWidget *
ac_badge_box_add (AcBadgeBox *self,
                  const char *text,
                  const char *style_class)
{
  GtkWidget *badge;

  g_return_val_if_fail (AC_IS_BADGE_BOX (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  badge = gtk_label_new (text);
  gtk_widget_add_css_class (badge, "badge");
  if (style_class != NULL)
    gtk_widget_add_css_class (badge, style_class);
  gtk_widget_set_parent (badge, GTK_WIDGET (self));

  return badge;
}

/**
 * ac_badge_box_append:
 * @self: a box
 * @child: (transfer floating): another small thing, after those that are there
 */
void
ac_badge_box_append (AcBadgeBox *self,
                     GtkWidget  *child)
{
  g_return_if_fail (AC_IS_BADGE_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
