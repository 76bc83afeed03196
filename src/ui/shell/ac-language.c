/* ac-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-language"

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "ac-language.h"

#include "ac-install.h"

#define FALLBACK "en"

/**
 * ac_language_choose:
 * @wanted: (array zero-terminated=1): languages as g_get_language_names() gives them, the best first
 * @locale_dir: the folder of the translations
 *
 * Returns: (transfer full): the language of the program. There is always a catalogue for it, as one for
 *   English is shipped too.
 */
char *
ac_language_choose (const char * const *wanted,
                    const char         *locale_dir)
{
  g_return_val_if_fail (wanted != NULL, NULL);
  g_return_val_if_fail (locale_dir != NULL, NULL);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *catalogue =
        g_build_filename (locale_dir, wanted[i], "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (g_file_test (catalogue, G_FILE_TEST_EXISTS))
        return g_strdup (wanted[i]);
    }

  return g_strdup (FALLBACK);
}

/**
 * ac_language_init:
 *
 * Sets up gettext, and LANGUAGE to a language that the program is shipped in. Templates and other texts decide at
 * different moments whether there is a catalogue; with one that is there from the start they always agree.
 */
void
ac_language_init (void)
{
  g_autofree char *locale_dir = ac_install_get_locale_dir ();
  g_autofree char *language = NULL;

  setlocale (LC_ALL, "");

  language = ac_language_choose (g_get_language_names (), locale_dir);
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");

  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
