/* ac-page-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "ac-permissions.h"

G_BEGIN_DECLS

/**
 * AcPageSection:
 *
 * The parts of the sidebar, from top to bottom.
 */
typedef enum
{
  AC_PAGE_SECTION_PERSONAL,
  AC_PAGE_SECTION_ACCOUNT,
  AC_PAGE_SECTION_ENVIRONMENT,
} AcPageSection;

#define AC_N_PAGE_SECTIONS (AC_PAGE_SECTION_ENVIRONMENT + 1)

/* One page of the sidebar. */
typedef struct
{
  const char *id;    /* for --page and the settings; never changes */
  const char *title; /* to be translated */
  const char *icon_name;
  AcPageSection section;
  GType (*get_type) (void);
  AcSubject subject; /* what its lock looks up */
} AcPageInfo;

/* All pages in the order of the sidebar. */
const AcPageInfo *ac_page_table_get               (guint         *n);
/* (nullable) */
const AcPageInfo *ac_page_table_lookup            (const char    *id);
/* Translated. */
const char       *ac_page_section_get_title       (AcPageSection  section);

G_END_DECLS
