/** All clients for which there are recipes. */

import { fileZilla } from './filezilla.ts';
import { lftp, openSsh } from './openssh.ts';
import { psftp, winScp } from './putty.ts';
import { rclone } from './rclone.ts';
import type { RecipeBook } from './recipe.ts';

export const recipeBooks: readonly RecipeBook[] = [openSsh, winScp, fileZilla, lftp, rclone, psftp];
