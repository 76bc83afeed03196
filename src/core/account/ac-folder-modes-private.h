/* ac-folder-modes-private.h: reads folder modes, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ac-collection.h"
#include "ac-environment.h"

G_BEGIN_DECLS

typedef struct _AcFolderModes AcFolderModes;

AcFolderModes *ac_folder_modes_new    (AcCollection  *collection) G_GNUC_WARN_UNUSED_RESULT;
void           ac_folder_modes_free   (AcFolderModes *self);
void           ac_folder_modes_want   (AcFolderModes *self,
                                       AcEnvironment *environment);
void           ac_folder_modes_unwant (AcFolderModes *self,
                                       AcEnvironment *environment);

G_END_DECLS
