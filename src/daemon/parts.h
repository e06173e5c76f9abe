// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * From the configuration to what each adapter wants to be opened with.
 *
 * Pure but for the files of secrets. What is returned may point into the given configuration, which
 * must outlive it. It says no with an err after a sentence in the log.
 */
#include "adapter/media/media.h"
#include "adapter/number/number.h"
#include "adapter/sip/sip.h"
#include "adapter/speech/speech.h"
#include "daemon/config/config.h"
#include "port/store.h"

struct parts_folders {
	char cache[CONFIG_PATH_CHARS + 16];
};

struct media_config parts_media(const struct config *config);
struct speech_config parts_speech(const struct config *config, struct parts_folders *folders);
NODISCARD enum err parts_sip(const struct config *config, struct sip_config *out);
NODISCARD enum err parts_numbers(const struct config *config, struct number_book **out);
/* Opens the store named in the configuration: "", sqlite:… or postgresql://…. Makes the data
 * directory. */
NODISCARD enum err parts_store(const struct config *config, bool read_only, struct store **out);
NODISCARD enum err parts_data_dir(const struct config *config);
