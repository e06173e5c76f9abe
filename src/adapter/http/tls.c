// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/log.h"

enum err tls_open(const char *certificate_file, const char *key_file, struct ssl_ctx_st **out)
{
	SSL_CTX *tls = SSL_CTX_new(TLS_server_method());

	must(tls);
	SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
	SSL_CTX_set_options(tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
	if (SSL_CTX_use_certificate_chain_file(tls, certificate_file) == 1 &&
	    SSL_CTX_use_PrivateKey_file(tls, key_file, SSL_FILETYPE_PEM) == 1 &&
	    SSL_CTX_check_private_key(tls) == 1) {
		*out = tls;
		return OK;
	}
	log_error("http.tls_unusable", KV_TEXT(file, certificate_file),
	          KV_TEXT(reason, ERR_reason_error_string(ERR_get_error())));
	ERR_clear_error();
	SSL_CTX_free(tls);
	return ERR_CONFIG;
}

void tls_close(struct ssl_ctx_st *tls)
{
	SSL_CTX_free(tls);
}
