// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The sounds that are no speech: "~ringback", "~beep", "~hold", "~silence 500", and the long beep
 * for want of a voice. Made at 8000 Hz by arithmetic. Pure; samples come from malloc.
 * ERR_UNSUPPORTED: no such sound.
 */
#include "adapter/speech/wav.h"

NODISCARD enum err sound_make(const char *words, struct wav *out);
void sound_make_sorry(struct wav *out);
