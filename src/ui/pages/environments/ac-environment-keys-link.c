/* ac-environment-keys-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-keys-link"

#include "config.h"

#include "ac-environment-keys-link.h"

#include <glib/gi18n.h>

#include "ac-messages.h"
#include "ac-page-table.h"
#include "ac-toast-host.h"

#define PAGE_ID "environment-keys"

/* The page where it was made may have been left since: what shows the toast is still in the window. */
typedef struct
{
  GWeakRef host;
  AcEnvironment *environment;
} Created;

static void
created_free (Created *created)
{
  g_weak_ref_clear (&created->host);
  g_object_unref (created->environment);
  g_free (created);
}

static void
show_keys (gpointer data)
{
  Created *created = data;
  g_autoptr(GtkWidget) host = g_weak_ref_get (&created->host);

  if (host != NULL)
    ac_environment_keys_link_follow (host, created->environment);
}

/**
 * ac_environment_keys_link_get_available:
 *
 * Returns: whether there is a page with the keys of an environment
 */
gboolean
ac_environment_keys_link_get_available (void)
{
  return ac_page_table_lookup (PAGE_ID) != NULL;
}

/**
 * ac_environment_keys_link_follow:
 * @widget: a widget of the window
 * @environment: an environment
 *
 * Chooses @environment in the window's sidebar and shows the page with its keys.
 */
void
ac_environment_keys_link_follow (GtkWidget     *widget,
                                 AcEnvironment *environment)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  gtk_widget_activate_action (widget, "win.show-environment-page", "(ss)", ac_environment_get_id (environment), PAGE_ID);
}

/**
 * ac_environment_keys_link_toast_created:
 * @page: a page
 * @environment: the new environment
 *
 * Says that @environment was made, and offers what one needs of it next.
 */
void
ac_environment_keys_link_toast_created (AcPage        *page,
                                        AcEnvironment *environment)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  Created *created;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));

  name = ac_quote_name (ac_environment_get_name (environment));
  /* Translators: %s is the name of the new product environment */
  text = g_strdup_printf (_("%s created"), name);
  if (!ac_environment_keys_link_get_available ())
    {
      ac_page_toast (page, text);
      return;
    }

  created = g_new0 (Created, 1);
  g_weak_ref_init (&created->host, ac_toast_host_find (GTK_WIDGET (page)));
  created->environment = g_object_ref (environment);
  ac_page_toast_with_button (page, text, _("Show Keys"), show_keys, created, (GDestroyNotify) created_free);
}
