/* ac-fold-bin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-fold-bin"

#include "config.h"

#include "ac-fold-bin.h"

struct _AcFoldBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (nullable) */
  gboolean folded;
  int wide_width; /* what the child needed when it was wide */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (AcFoldBin, ac_fold_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_child (AcFoldBin *self,
           GtkWidget *child)
{
  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static gboolean
should_fold (AcFoldBin *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) < self->wide_width;
}

static gboolean
on_update_idle_cb (gpointer data)
{
  AcFoldBin *self = data;

  self->update_id = 0;
  if (should_fold (self) == self->folded)
    return G_SOURCE_REMOVE;

  self->folded = !self->folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static int
measure_child_width (AcFoldBin *self)
{
  int minimum = 0;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static GtkSizeRequestMode
ac_fold_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ac_fold_bin_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  AcFoldBin *self = AC_FOLD_BIN (widget);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  /* Stacks ask how narrow it may be for a height, which every label that wraps tries out: 10 ms of the first frame. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  else if (for_size >= 0)
    for_size = MAX (for_size, measure_child_width (self));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);

  /* What is wide yields; what is folded already can't. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->folded)
    *minimum = 0;
}

static void
ac_fold_bin_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  AcFoldBin *self = AC_FOLD_BIN (widget);
  int needed = measure_child_width (self);

  if (!self->folded)
    self->wide_width = needed;
  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_allocate (self->child, MAX (width, needed), height, baseline, NULL);

  /* Nothing may change its size while sizes are given out. */
  if ((width < self->wide_width) != self->folded && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update_idle_cb, self, NULL);
}

static void
ac_fold_bin_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcFoldBin *self = AC_FOLD_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_fold_bin_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (AC_FOLD_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_fold_bin_dispose (GObject *object)
{
  AcFoldBin *self = AC_FOLD_BIN (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_fold_bin_parent_class)->dispose (object);
}

static void
ac_fold_bin_class_init (AcFoldBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_fold_bin_get_property;
  object_class->set_property = ac_fold_bin_set_property;
  object_class->dispose = ac_fold_bin_dispose;
  widget_class->get_request_mode = ac_fold_bin_get_request_mode;
  widget_class->measure = ac_fold_bin_measure;
  widget_class->size_allocate = ac_fold_bin_size_allocate;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_fold_bin_init (AcFoldBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ac_fold_bin_get_folded:
 * @self: a bin
 *
 * Returns: whether there is less room than the child needs in its wide form
 */
gboolean
ac_fold_bin_get_folded (AcFoldBin *self)
{
  g_return_val_if_fail (AC_IS_FOLD_BIN (self), FALSE);

  return self->folded;
}
