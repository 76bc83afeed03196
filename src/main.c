/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "account-console"

#include "config.h"

#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "ac-account-url.h"
#include "ac-application.h"
#include "ac-core-dumps.h"
#include "ac-install.h"
#include "ac-language.h"

#define URL_VARIABLE "CLOUDINARY_ACCOUNT_URL"

/* Whoever debugs wants them; a test builds this file as it is released. */
#ifndef AC_CORE_DUMPS
#define AC_CORE_DUMPS AC_DEBUG
#endif

/* The variable is wiped, not only unset: else every child, and everybody who reads /proc, would see the secret. */
static AcAccountUrl *
take_url_of_environment (GError **error)
{
  char *value = getenv (URL_VARIABLE);
  AcAccountUrl *url;

  if (value == NULL)
    return NULL;

  url = *value != '\0' ? ac_account_url_parse (value, error) : NULL;
  explicit_bzero (value, strlen (value));
  unsetenv (URL_VARIABLE);

  return url;
}

/* What we hold of a secret we wipe, but libraries free copies as they are: libsoup of a body that came with its headers,
 * GTK of what it tells a screen reader. With this option glibc overwrites what is freed (all but the few pieces that
 * each thread keeps to give out next), and what is new.
 */
static void
wipe_freed_memory (void)
{
#ifdef M_PERTURB
  mallopt (M_PERTURB, 0x5a);
#endif
}

/* GSettings ends the process without a word to people when a schema isn't there. */
static gboolean
has_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, AC_BASE_ID, TRUE);

  return schema != NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AcAccountUrl) url = NULL;
  g_autoptr(AcApplication) application = NULL;
  g_autoptr(GError) error = NULL;

#if !AC_CORE_DUMPS
  ac_core_dumps_disable ();
#endif
  wipe_freed_memory ();
  url = take_url_of_environment (&error);
  ac_language_init ();

  if (error != NULL)
    {
      /* Translators: %1$s is the name of a variable, and %2$s says what is wrong, in English */
      g_printerr (_("%1$s can’t be used: %2$s"), URL_VARIABLE, error->message);
      g_printerr ("\n");
      return EXIT_FAILURE;
    }

  if (!has_schema ())
    {
      g_printerr ("%s\n", _("The settings schema of Account Console is not installed."));
      return EXIT_FAILURE;
    }

  application = ac_application_new (url);
  g_clear_pointer (&url, ac_account_url_unref);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
