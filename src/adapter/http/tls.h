// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Direct TLS for small installations: TLS 1.2 or newer, one certificate chain. ERR_CONFIG: the
 * files do not fit.
 */
#include "base/err.h"

struct ssl_ctx_st;

NODISCARD enum err tls_open(const char *certificate_file, const char *key_file,
                            struct ssl_ctx_st **out);
void tls_close(struct ssl_ctx_st *tls);
