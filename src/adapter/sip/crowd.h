// SPDX-License-Identifier: Apache-2.0
#pragma once
/* How many descriptors this process may have, as far as libre's tables go; see crowd.c for who is
 * turned away. */
#define CROWD_DESCRIPTORS_MOST 65536

int crowd_descriptors(void);
