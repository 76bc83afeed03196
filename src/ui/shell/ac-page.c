/* ac-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page"

#include "config.h"

#include "ac-page.h"

#include "ac-compat.h"
#include "ac-core-enums.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"
#include "ac-ui-enums.h"

static void ac_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (AcPage, ac_page, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (AcPage)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ac_page_buildable_init))

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_LOADING_TEXT,
  PROP_ERROR_TITLE,
  PROP_NO_ACCESS_TITLE,
  PROP_NO_ACCESS_TEXT,
  PROP_STATE,
  PROP_SELECTION_MODE,
  PROP_EDITABLE,
  PROP_NARROW,
  PROP_SUBJECT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

#define PRIV(self) ((AcPagePrivate *) ac_page_get_instance_private (self))

AcPagePrivate *
ac_page_get_private (AcPage *self)
{
  return PRIV (self);
}

static void
update_subtitle (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);
  const char *subtitle = priv->subtitle;

  if (subtitle == NULL)
    {
      subtitle = ac_account_get_name (priv->account);
      if (subtitle == NULL)
        subtitle = ac_account_get_id (priv->account);
    }

  adw_window_title_set_subtitle (priv->window_title, subtitle);
}

static void
update_header (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);

  gtk_widget_set_visible (priv->back_button, priv->folded || priv->is_subpage);
  adw_header_bar_set_show_start_title_buttons (priv->header, priv->folded);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWidget *stack = gtk_widget_get_ancestor (widget, AC_TYPE_PAGE_STACK);

  if (stack == NULL || !ac_page_stack_go_back (AC_PAGE_STACK (stack)))
    gtk_widget_activate_action (widget, "win.show-sidebar", NULL);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ac_page_reload (AC_PAGE (widget));
}

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AcPage *self = AC_PAGE (widget);

  /* The window may have to start the demo's service first. */
  if (!gtk_widget_activate_action (widget, "win.retry-connection", NULL))
    ac_account_retry_now (PRIV (self)->account);

  ac_page_reload (self);
}

static void
on_folded_cb (AcPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
ac_page_real_reload (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);

  if (priv->collection != NULL)
    ac_collection_load_async (priv->collection, ac_page_get_cancellable (self), NULL, NULL);
}

static void
ac_page_real_activate (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);

  /* What was loaded on an earlier visit stays; it is reloaded on request. */
  if (priv->collection != NULL && ac_collection_get_loaded_at (priv->collection) == NULL)
    ac_page_reload (self);
}

static void
ac_page_map (GtkWidget *widget)
{
  AcPage *self = AC_PAGE (widget);

  GTK_WIDGET_CLASS (ac_page_parent_class)->map (widget);

  g_set_weak_pointer (&PRIV (self)->toast_host, ac_toast_host_find (widget));
  ac_page_connection_update (self);
  if (AC_PAGE_GET_CLASS (self)->activate != NULL)
    AC_PAGE_GET_CLASS (self)->activate (self);
}

static void
ac_page_unmap (GtkWidget *widget)
{
  AcPage *self = AC_PAGE (widget);
  AcPagePrivate *priv = PRIV (self);

  if (AC_PAGE_GET_CLASS (self)->deactivate != NULL)
    AC_PAGE_GET_CLASS (self)->deactivate (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);

  GTK_WIDGET_CLASS (ac_page_parent_class)->unmap (widget);
}

static gboolean
ac_page_grab_focus (GtkWidget *widget)
{
  AcPagePrivate *priv = PRIV (AC_PAGE (widget));
  GtkWidget *child = gtk_stack_get_visible_child (priv->states);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus;

  /* While the page loads there is nothing to give the focus to; then it comes with the content. */
  priv->wants_focus = priv->state == AC_PAGE_STATE_LOADING;
  if (priv->wants_focus)
    return FALSE;

  /* Asked twice it would go on to the next control. */
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, child))
    return TRUE;

  return gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
set_selection_header (AcPage       *self,
                      AdwHeaderBar *selection_header)
{
  AcPagePrivate *priv = PRIV (self);

  gtk_widget_add_css_class (GTK_WIDGET (selection_header), "flat");
  g_object_bind_property (priv->header, "show-start-title-buttons",
                          selection_header, "show-start-title-buttons",
                          G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (priv->headers, GTK_WIDGET (selection_header), "selection");
}

static void
ac_page_add_child (GtkBuildable *buildable,
                   GtkBuilder   *builder,
                   GObject      *child,
                   const char   *type)
{
  AcPage *self = AC_PAGE (buildable);
  AcPagePrivate *priv = PRIV (self);

  if (type == NULL || !GTK_IS_WIDGET (child))
    {
      parent_buildable_iface->add_child (buildable, builder, child, type);
      return;
    }

  if (g_str_equal (type, "start"))
    {
      gtk_box_append (priv->start_box, GTK_WIDGET (child));
      gtk_widget_show (GTK_WIDGET (priv->start_box));
    }
  else if (g_str_equal (type, "end"))
    {
      gtk_box_append (priv->end_box, GTK_WIDGET (child));
      gtk_widget_show (GTK_WIDGET (priv->end_box));
    }
  else if (g_str_equal (type, "selection-header"))
    set_selection_header (self, ADW_HEADER_BAR (child));
  else if (g_str_equal (type, "content"))
    adw_bin_set_child (priv->content_bin, GTK_WIDGET (child));
  else if (g_str_equal (type, "empty"))
    adw_bin_set_child (priv->empty_bin, GTK_WIDGET (child));
  else if (g_str_equal (type, "bottom"))
    adw_bin_set_child (priv->bottom_bin, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
ac_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = ac_page_add_child;
}

static void
ac_page_constructed (GObject *object)
{
  AcPage *self = AC_PAGE (object);
  AcPagePrivate *priv = PRIV (self);

  G_OBJECT_CLASS (ac_page_parent_class)->constructed (object);

  g_return_if_fail (priv->account != NULL);

  g_signal_connect_object (priv->account, "notify::name", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  update_subtitle (self);
  ac_page_connection_init (self);
}

static void
ac_page_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  AcPage *self = AC_PAGE (object);
  AcPagePrivate *priv = PRIV (self);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, priv->account);
      break;

    case PROP_TITLE:
      g_value_set_string (value, adw_window_title_get_title (priv->window_title));
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, adw_window_title_get_subtitle (priv->window_title));
      break;

    case PROP_LOADING_TEXT:
      g_value_set_string (value, gtk_label_get_label (priv->loading_label));
      break;

    case PROP_ERROR_TITLE:
      g_value_set_string (value, adw_status_page_get_title (priv->error_page));
      break;

    case PROP_NO_ACCESS_TITLE:
      g_value_set_string (value, adw_status_page_get_title (priv->no_access_page));
      break;

    case PROP_NO_ACCESS_TEXT:
      g_value_set_string (value, priv->no_access_text);
      break;

    case PROP_STATE:
      g_value_set_enum (value, priv->state);
      break;

    case PROP_SELECTION_MODE:
      g_value_set_boolean (value, priv->selection_mode);
      break;

    case PROP_EDITABLE:
      g_value_set_boolean (value, priv->editable);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, ac_page_get_narrow (AC_PAGE (object)));
      break;

    case PROP_SUBJECT:
      g_value_set_enum (value, priv->subject);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_page_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  AcPage *self = AC_PAGE (object);
  AcPagePrivate *priv = PRIV (self);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      priv->account = g_value_dup_object (value);
      break;

    case PROP_TITLE:
      ac_page_set_title (self, g_value_get_string (value));
      break;

    case PROP_SUBTITLE:
      ac_page_set_subtitle (self, g_value_get_string (value));
      break;

    case PROP_LOADING_TEXT:
      if (g_strcmp0 (gtk_label_get_label (priv->loading_label), g_value_get_string (value)) != 0)
        {
          gtk_label_set_label (priv->loading_label, g_value_get_string (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_ERROR_TITLE:
      if (g_strcmp0 (adw_status_page_get_title (priv->error_page), g_value_get_string (value)) != 0)
        {
          adw_status_page_set_title (priv->error_page, g_value_get_string (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_NO_ACCESS_TITLE:
      if (g_strcmp0 (adw_status_page_get_title (priv->no_access_page), g_value_get_string (value)) != 0)
        {
          adw_status_page_set_title (priv->no_access_page, g_value_get_string (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_NO_ACCESS_TEXT:
      if (g_set_str (&priv->no_access_text, g_value_get_string (value)))
        {
          ac_page_connection_update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    case PROP_STATE:
      ac_page_set_state (self, g_value_get_enum (value));
      break;

    case PROP_SELECTION_MODE:
      ac_page_set_selection_mode (self, g_value_get_boolean (value));
      break;

    case PROP_SUBJECT:
      if (priv->subject != (AcSubject) g_value_get_enum (value))
        {
          priv->subject = g_value_get_enum (value);
          ac_page_connection_update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
remove_all (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* The children of our own template live until we are finalized. What a subclass put into them must
 * not: its own instance is gone by then. */
static void
remove_children_of_subclass (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);
  GtkWidget *selection_header = gtk_stack_get_child_by_name (priv->headers, "selection");

  if (selection_header != NULL)
    gtk_stack_remove (priv->headers, selection_header);
  remove_all (priv->start_box);
  remove_all (priv->end_box);
  adw_bin_set_child (priv->content_bin, NULL);
  adw_bin_set_child (priv->empty_bin, NULL);
  adw_bin_set_child (priv->bottom_bin, NULL);
}

static void
ac_page_dispose (GObject *object)
{
  AcPage *self = AC_PAGE (object);
  AcPagePrivate *priv = PRIV (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_clear_handle_id (&priv->loading_timeout_id, g_source_remove);
  g_clear_weak_pointer (&priv->saved_focus);
  g_clear_weak_pointer (&priv->toast_host);
  g_clear_object (&priv->collection_signals);
  g_clear_object (&priv->collection);

  /* Not gtk_widget_dispose_template(): in GTK 4.8 it looks for the template of the instance's own class. */
  if (priv->fold_bin != NULL)
    remove_children_of_subclass (self);
  g_clear_pointer ((GtkWidget **) &priv->fold_bin, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_page_parent_class)->dispose (object);
}

static void
ac_page_finalize (GObject *object)
{
  AcPagePrivate *priv = PRIV (AC_PAGE (object));

  /* Only now: signals of the account may come until the end. */
  g_clear_object (&priv->account);
  g_free (priv->subtitle);
  g_free (priv->no_access_text);

  G_OBJECT_CLASS (ac_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, AC_TYPE_ACCOUNT,
                         (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", writable);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, writable);
  properties[PROP_LOADING_TEXT] = g_param_spec_string ("loading-text", NULL, NULL, "", writable);
  properties[PROP_ERROR_TITLE] = g_param_spec_string ("error-title", NULL, NULL, "", writable);
  properties[PROP_NO_ACCESS_TITLE] = g_param_spec_string ("no-access-title", NULL, NULL, "", writable);
  properties[PROP_NO_ACCESS_TEXT] = g_param_spec_string ("no-access-text", NULL, NULL, NULL, writable);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, AC_TYPE_PAGE_STATE, AC_PAGE_STATE_LOADING, writable);
  properties[PROP_SELECTION_MODE] = g_param_spec_boolean ("selection-mode", NULL, NULL, FALSE, writable);
  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, FALSE, (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  properties[PROP_SUBJECT] =
    g_param_spec_enum ("subject", NULL, NULL, AC_TYPE_SUBJECT, AC_SUBJECT_PROFILE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/shell/ac-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, fold_bin);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, headers);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, start_box);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, end_box);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, reload_spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, banner);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, states);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, loading_spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, loading_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, content_bin);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, empty_bin);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, error_page);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, details_expander);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, details_label);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, no_access_page);
  gtk_widget_class_bind_template_child_private (widget_class, AcPage, bottom_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
}

static void
ac_page_class_init (AcPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ac_page_constructed;
  object_class->get_property = ac_page_get_property;
  object_class->set_property = ac_page_set_property;
  object_class->dispose = ac_page_dispose;
  object_class->finalize = ac_page_finalize;

  widget_class->map = ac_page_map;
  widget_class->unmap = ac_page_unmap;
  widget_class->grab_focus = ac_page_grab_focus;

  klass->activate = ac_page_real_activate;
  klass->reload = ac_page_real_reload;

  install_properties (object_class);

  g_type_ensure (AC_TYPE_BANNER);
  g_type_ensure (AC_TYPE_FOLD_BIN);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "page.try-again", NULL, try_again_action);
}

static void
ac_page_init (AcPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ac_page_get_account:
 * @self: a page
 *
 * Returns: (transfer none): the account that the page is about
 */
AcAccount *
ac_page_get_account (AcPage *self)
{
  g_return_val_if_fail (AC_IS_PAGE (self), NULL);

  return PRIV (self)->account;
}

/**
 * ac_page_get_cancellable:
 * @self: a page
 *
 * What one visit starts and nobody needs after it is cancelled with this.
 *
 * Returns: (transfer none): valid until the page is left
 */
GCancellable *
ac_page_get_cancellable (AcPage *self)
{
  AcPagePrivate *priv = PRIV (self);

  g_return_val_if_fail (AC_IS_PAGE (self), NULL);

  if (priv->cancellable == NULL)
    priv->cancellable = g_cancellable_new ();

  return priv->cancellable;
}

/**
 * ac_page_get_editable:
 * @self: a page
 *
 * Returns: whether something can be changed now: not while the service is out of reach or refuses the key, and
 *   not without permission for the page's subject
 */
gboolean
ac_page_get_editable (AcPage *self)
{
  g_return_val_if_fail (AC_IS_PAGE (self), FALSE);

  return PRIV (self)->editable;
}

/**
 * ac_page_get_narrow:
 * @self: a page
 *
 * Returns: whether there is less room than the page needs in its wide form
 */
gboolean
ac_page_get_narrow (AcPage *self)
{
  g_return_val_if_fail (AC_IS_PAGE (self), FALSE);

  return PRIV (self)->fold_bin != NULL && ac_fold_bin_get_folded (PRIV (self)->fold_bin);
}

/* Used by ac-page-connection.c, which finds it out. */
void
ac_page_set_editable (AcPage   *self,
                      gboolean  editable)
{
  AcPagePrivate *priv = PRIV (self);

  if (priv->editable == editable)
    return;

  priv->editable = editable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * ac_page_get_selection_mode:
 * @self: a page
 *
 * Returns: whether items are being selected
 */
gboolean
ac_page_get_selection_mode (AcPage *self)
{
  g_return_val_if_fail (AC_IS_PAGE (self), FALSE);

  return PRIV (self)->selection_mode;
}

/**
 * ac_page_set_selection_mode:
 * @self: a page that has a selection header
 * @selection_mode: whether items are being selected
 */
void
ac_page_set_selection_mode (AcPage   *self,
                            gboolean  selection_mode)
{
  AcPagePrivate *priv = PRIV (self);

  g_return_if_fail (AC_IS_PAGE (self));

  selection_mode = !!selection_mode;
  if (priv->selection_mode == selection_mode)
    return;

  priv->selection_mode = selection_mode;
  if (!selection_mode)
    gtk_stack_set_visible_child_name (priv->headers, "page");
  else if (gtk_stack_get_child_by_name (priv->headers, "selection") != NULL)
    gtk_stack_set_visible_child_name (priv->headers, "selection");

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION_MODE]);
}

/**
 * ac_page_set_title:
 * @self: a page
 * @title: (nullable): plain text
 */
void
ac_page_set_title (AcPage     *self,
                   const char *title)
{
  AcPagePrivate *priv = PRIV (self);

  g_return_if_fail (AC_IS_PAGE (self));

  if (g_strcmp0 (adw_window_title_get_title (priv->window_title), title) == 0)
    return;

  adw_window_title_set_title (priv->window_title, title != NULL ? title : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * ac_page_set_subtitle:
 * @self: a page
 * @subtitle: (nullable): plain text; %NULL for the account's name
 */
void
ac_page_set_subtitle (AcPage     *self,
                      const char *subtitle)
{
  AcPagePrivate *priv = PRIV (self);

  g_return_if_fail (AC_IS_PAGE (self));

  if (!g_set_str (&priv->subtitle, subtitle))
    return;

  update_subtitle (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/* Used by ac-page-state.c, which sets it. */
void
ac_page_notify_state (AcPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Whether the window shows either the sidebar or the page. */
void
ac_page_set_folded (AcPage   *self,
                    gboolean  folded)
{
  PRIV (self)->folded = folded;
  update_header (self);
}

/* Whether there is a page below this one. */
void
ac_page_set_is_subpage (AcPage   *self,
                        gboolean  is_subpage)
{
  PRIV (self)->is_subpage = is_subpage;
  update_header (self);
}
