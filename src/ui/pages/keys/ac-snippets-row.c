/* ac-snippets-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-snippets-row"

#include "config.h"

#include "ac-snippets-row.h"

#include <glib/gi18n.h>

#include "ac-snippet.h"

struct _AcSnippetsRow
{
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (AcSnippetsRow, ac_snippets_row, ADW_TYPE_EXPANDER_ROW)

/* In the order of AcSnippet. */
static const struct
{
  const char *title;
  const char *copy_label;
} texts[] = {
  { N_("Shell"), N_("Copy for a shell") },
  { N_(".env file"), N_("Copy for a .env file") },
  { N_("Node.js"), N_("Copy for Node.js") },
  { N_("Python"), N_("Copy for Python") },
  { N_("curl"), N_("Copy for curl") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (texts) == AC_SNIPPET_LAST + 1);

static void
ac_snippets_row_class_init (AcSnippetsRowClass *klass)
{
}

static void
ac_snippets_row_init (AcSnippetsRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Ready to Paste"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _("For a shell, a .env file, Node.js, Python and curl"));
}

/**
 * ac_snippets_row_new:
 * @secrets: the secret of a key
 *
 * Returns: (transfer floating): a row with the snippets of the key
 */
GtkWidget *
ac_snippets_row_new (AcKeySecrets *secrets)
{
  GtkWidget *self;

  g_return_val_if_fail (AC_IS_KEY_SECRETS (secrets), NULL);

  self = g_object_new (AC_TYPE_SNIPPETS_ROW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *row = g_object_new (AC_TYPE_SECRET_ROW,
                                     "title", _(texts[i].title),
                                     "revealable", FALSE,
                                     NULL);

      ac_secret_row_set_labels (AC_SECRET_ROW (row), NULL, NULL, _(texts[i].copy_label));
      ac_key_secrets_bind (secrets, AC_SECRET_ROW (row), (AcKeyForm) (AC_KEY_FORM_SNIPPET + i));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    }

  return self;
}
