/* ac-page-stack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page-stack"

#include "config.h"

#include "ac-page-private.h"
#include "ac-page-stack.h"

struct _AcPageStack
{
  GtkWidget parent_instance;

  /* Never unfolds: it is a stack of pages with a swipe back. */
  AdwLeaflet *leaflet;
  GPtrArray *pages; /* (element-type AcPage): the root first */
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (AcPageStack, ac_page_stack, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
append_page (AcPageStack *self,
             AcPage      *page)
{
  ac_page_set_is_subpage (page, self->pages->len > 0);
  ac_page_set_folded (page, self->folded);

  g_ptr_array_add (self->pages, g_object_ref_sink (page));
  adw_leaflet_append (self->leaflet, GTK_WIDGET (page));
}

/* The pages above the shown one were left by the button, a key or a swipe: let them go once they have slid away. */
static void
on_leaflet_changed_cb (AcPageStack *self)
{
  AcPage *visible = ac_page_stack_get_visible (self);
  gboolean removed = FALSE;

  if (self->pages->len == 0 || adw_leaflet_get_child_transition_running (self->leaflet))
    return;

  while (g_ptr_array_index (self->pages, self->pages->len - 1) != visible)
    {
      g_autoptr(AcPage) page = g_ptr_array_steal_index (self->pages, self->pages->len - 1);

      adw_leaflet_remove (self->leaflet, GTK_WIDGET (page));
      removed = TRUE;
    }

  if (removed)
    ac_page_restore_focus (visible);
}

static gboolean
ac_page_stack_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ac_page_stack_get_visible (AC_PAGE_STACK (widget))));
}

static void
ac_page_stack_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AcPageStack *self = AC_PAGE_STACK (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_page_stack_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AcPageStack *self = AC_PAGE_STACK (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      ac_page_stack_set_folded (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_page_stack_dispose (GObject *object)
{
  AcPageStack *self = AC_PAGE_STACK (object);

  g_ptr_array_set_size (self->pages, 0);
  g_clear_pointer ((GtkWidget **) &self->leaflet, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_page_stack_parent_class)->dispose (object);
}

static void
ac_page_stack_finalize (GObject *object)
{
  AcPageStack *self = AC_PAGE_STACK (object);

  g_ptr_array_unref (self->pages);

  G_OBJECT_CLASS (ac_page_stack_parent_class)->finalize (object);
}

static void
ac_page_stack_class_init (AcPageStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ac_page_stack_get_property;
  object_class->set_property = ac_page_stack_set_property;
  object_class->dispose = ac_page_stack_dispose;
  object_class->finalize = ac_page_stack_finalize;

  widget_class->grab_focus = ac_page_stack_grab_focus;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_page_stack_init (AcPageStack *self)
{
  self->pages = g_ptr_array_new_with_free_func (g_object_unref);

  self->leaflet = g_object_new (ADW_TYPE_LEAFLET,
                                "can-unfold", FALSE,
                                "can-navigate-back", TRUE,
                                NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (on_leaflet_changed_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::child-transition-running", G_CALLBACK (on_leaflet_changed_cb), self);
}

/**
 * ac_page_stack_new:
 * @root: (transfer floating): the page of the sidebar
 *
 * Returns: (transfer floating): a stack that shows @root
 */
GtkWidget *
ac_page_stack_new (AcPage *root)
{
  AcPageStack *self;

  g_return_val_if_fail (AC_IS_PAGE (root), NULL);

  self = g_object_new (AC_TYPE_PAGE_STACK, NULL);
  append_page (self, root);

  return GTK_WIDGET (self);
}

/**
 * ac_page_stack_get_visible:
 * @self: a page stack
 *
 * Returns: (transfer none): the page on the screen, the root or a subpage
 */
AcPage *
ac_page_stack_get_visible (AcPageStack *self)
{
  g_return_val_if_fail (AC_IS_PAGE_STACK (self), NULL);

  return (AcPage *) adw_leaflet_get_visible_child (self->leaflet);
}

/**
 * ac_page_stack_push:
 * @self: a page stack
 * @subpage: (transfer floating): a page about one object of the page that is shown
 *
 * Shows @subpage; the page below keeps what had the focus in it.
 */
void
ac_page_stack_push (AcPageStack *self,
                    AcPage      *subpage)
{
  g_return_if_fail (AC_IS_PAGE_STACK (self));
  g_return_if_fail (AC_IS_PAGE (subpage));

  /* What is still sliding away goes at once, so that the new page comes right above the shown one. */
  while (g_ptr_array_index (self->pages, self->pages->len - 1) != ac_page_stack_get_visible (self))
    {
      g_autoptr(AcPage) page = g_ptr_array_steal_index (self->pages, self->pages->len - 1);

      adw_leaflet_remove (self->leaflet, GTK_WIDGET (page));
    }

  ac_page_save_focus (ac_page_stack_get_visible (self));
  append_page (self, subpage);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (subpage));
  gtk_widget_grab_focus (GTK_WIDGET (subpage));
}

/**
 * ac_page_stack_pop:
 * @self: a page stack
 * @subpage: a page
 *
 * Leaves @subpage and everything that was opened on it. Does nothing for a page that isn't here, or the root.
 */
void
ac_page_stack_pop (AcPageStack *self,
                   AcPage      *subpage)
{
  guint position;

  g_return_if_fail (AC_IS_PAGE_STACK (self));
  g_return_if_fail (AC_IS_PAGE (subpage));

  if (g_ptr_array_find (self->pages, subpage, &position) && position > 0)
    adw_leaflet_set_visible_child (self->leaflet, g_ptr_array_index (self->pages, position - 1));
}

/**
 * ac_page_stack_go_back:
 * @self: a page stack
 *
 * Returns: whether a subpage was left
 */
gboolean
ac_page_stack_go_back (AcPageStack *self)
{
  AcPage *visible;

  g_return_val_if_fail (AC_IS_PAGE_STACK (self), FALSE);

  visible = ac_page_stack_get_visible (self);
  if (visible == g_ptr_array_index (self->pages, 0))
    return FALSE;

  ac_page_stack_pop (self, visible);

  return TRUE;
}

/**
 * ac_page_stack_get_folded:
 * @self: a page stack
 *
 * Returns: whether the window shows either the sidebar or the page
 */
gboolean
ac_page_stack_get_folded (AcPageStack *self)
{
  g_return_val_if_fail (AC_IS_PAGE_STACK (self), FALSE);

  return self->folded;
}

/**
 * ac_page_stack_set_folded:
 * @self: a page stack
 * @folded: whether the window shows either the sidebar or the page
 */
void
ac_page_stack_set_folded (AcPageStack *self,
                          gboolean     folded)
{
  g_return_if_fail (AC_IS_PAGE_STACK (self));

  folded = !!folded;
  if (self->folded == folded)
    return;

  self->folded = folded;
  for (guint i = 0; i < self->pages->len; i++)
    ac_page_set_folded (g_ptr_array_index (self->pages, i), folded);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}
