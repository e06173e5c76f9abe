// SPDX-License-Identifier: Apache-2.0
/*
 * libre's SIP instances and their sockets: one for UDP and TCP, one for each TLS trunk with its own
 * certificates.
 *
 * libre 1.1 verifies nothing on its own: the context loads the authorities, demands a valid chain
 * and the trunk's name. It does not send a server name either; OpenSSL's information callback adds
 * it as the handshake begins.
 */
#include "adapter/sip/phone.h"

#include "base/log.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>

#define PORT_TRIES 20
#define TABLE 4096

struct sa *trunk_local(const struct trunk *trunk)
{
	return &trunk->stack->local[trunk->config->transport];
}

static enum err stack_init(struct phone *phone, struct stack *stack)
{
	stack->phone = phone;
	if (sip_alloc(&stack->sip, phone->dns, TABLE, TABLE, 256, NULL, NULL, stack))
		return ERR_IO;
	if (sip_listen(NULL, stack->sip, true, inbound_request, stack) ||
	    sip_listen(NULL, stack->sip, false, inbound_response, stack))
		return ERR_IO;
	capture_attach(stack);
	return OK;
}

static enum err add_plain(struct phone *phone, struct stack *stack, uint16_t port)
{
	struct sa wish;

	if (sa_set_str(&wish, phone->config.address, port))
		return ERR_CONFIG;
	if (sip_transp_add(stack->sip, SIP_TRANSP_UDP, &wish))
		return ERR_BUSY;
	if (sip_transp_laddr(stack->sip, &stack->local[SIP_UDP], SIP_TRANSP_UDP, &wish))
		return ERR_IO;
	if (sip_transp_add(stack->sip, SIP_TRANSP_TCP, &stack->local[SIP_UDP]))
		return ERR_BUSY;
	stack->local[SIP_TCP] = stack->local[SIP_UDP];
	phone->port = sa_port(&stack->local[SIP_UDP]);
	return OK;
}

/* With port 0 the free UDP port may be taken for TCP: another one is drawn. */
static enum err open_plain(struct phone *phone, struct stack *stack)
{
	enum err err = OK;

	for (int tries = 0; tries < PORT_TRIES; tries++) {
		err = add_plain(phone, stack, phone->config.port);
		if (err != ERR_BUSY || phone->config.port)
			return err;
		sip_transp_flush(stack->sip);
	}
	return err;
}

static void name_the_server(const SSL *ssl, int where, int ret)
{
	(void)ret;
	if (where & SSL_CB_HANDSHAKE_START)
		(void)SSL_set_tlsext_host_name((SSL *)(uintptr_t)ssl,
		                               (char *)SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
}

static enum err demand_certificate(SSL_CTX *ssl, const struct sip_trunk *trunk)
{
	const char *name = trunk->tls_name[0] ? trunk->tls_name : trunk->host;
	X509_VERIFY_PARAM *wanted = SSL_CTX_get0_param(ssl);
	struct sa numeric;
	int ok = trunk->ca_file[0] ? SSL_CTX_load_verify_locations(ssl, trunk->ca_file, NULL)
	                           : SSL_CTX_set_default_verify_paths(ssl);

	if (!ok) {
		log_error("trunk.authorities_unreadable", KV_TEXT(trunk, trunk->name),
		          KV_TEXT(file, trunk->ca_file));
		return ERR_CONFIG;
	}
	SSL_CTX_set_min_proto_version(ssl, TLS1_2_VERSION);
	SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER, NULL);
	if (!sa_set_str(&numeric, name, 0))
		return X509_VERIFY_PARAM_set1_ip_asc(wanted, name) ? OK : ERR_CONFIG;
	X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	SSL_CTX_set_app_data(ssl, (char *)(uintptr_t)name);
	SSL_CTX_set_info_callback(ssl, name_the_server);
	return X509_VERIFY_PARAM_set1_host(wanted, name, 0) ? OK : ERR_CONFIG;
}

/*
 * A trunk that opens a connection of its own for a BYE or re-INVITE comes to our Contact, so we
 * need something to show: a certificate made for this process. Peers that demand a known one must
 * use the connection we opened.
 */
static bool sign_own(X509 *certificate, EVP_PKEY *key)
{
	X509_NAME *name = X509_get_subject_name(certificate);

	return X509_set_version(certificate, 2) &&
	       ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) &&
	       X509_gmtime_adj(X509_getm_notBefore(certificate), -86400) &&
	       X509_gmtime_adj(X509_getm_notAfter(certificate), 10L * 365 * 86400) &&
	       X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"ringback",
	                                  -1, -1, 0) &&
	       X509_set_issuer_name(certificate, name) && X509_set_pubkey(certificate, key) &&
	       X509_sign(certificate, key, EVP_sha256()) > 0;
}

static enum err show_certificate(SSL_CTX *ssl)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *certificate = X509_new();
	bool good = key && certificate && sign_own(certificate, key) &&
	            SSL_CTX_use_certificate(ssl, certificate) && SSL_CTX_use_PrivateKey(ssl, key);

	X509_free(certificate);
	EVP_PKEY_free(key);
	return good ? OK : ERR_IO;
}

static enum err open_tls(struct phone *phone, struct stack *stack, const struct sip_trunk *trunk)
{
	struct sa wish;

	TRY(stack_init(phone, stack));
	if (tls_alloc(&stack->tls, TLS_METHOD_SSLV23, NULL, NULL))
		return ERR_IO;
	TRY(demand_certificate(tls_openssl_context(stack->tls), trunk));
	TRY(show_certificate(tls_openssl_context(stack->tls)));
	if (sa_set_str(&wish, phone->config.address, 0))
		return ERR_CONFIG;
	if (sip_transp_add(stack->sip, SIP_TRANSP_TLS, &wish, stack->tls))
		return ERR_BUSY;
	return sip_transp_laddr(stack->sip, &stack->local[SIP_TLS], SIP_TRANSP_TLS, &wish) ? ERR_IO
	                                                                                   : OK;
}

enum err stacks_open(struct phone *phone)
{
	must(phone->stack_count == 0);
	phone->stack_count = 1;
	TRY(stack_init(phone, &phone->stacks[0]));
	TRY(open_plain(phone, &phone->stacks[0]));
	for (unsigned i = 0; i < phone->config.trunk_count; i++) {
		struct stack *stack = &phone->stacks[0];

		if (phone->config.trunks[i].transport == SIP_TLS) {
			stack = &phone->stacks[phone->stack_count++];
			TRY(open_tls(phone, stack, &phone->config.trunks[i]));
		}
		trunk_open(phone, i, stack);
	}
	return OK;
}

void stacks_close(struct phone *phone)
{
	for (size_t i = 0; i < phone->stack_count; i++) {
		struct stack *stack = &phone->stacks[i];

		stack->gate = mem_deref(stack->gate);
		if (stack->sip)
			sip_close(stack->sip, true);
		stack->sip = mem_deref(stack->sip);
		stack->tls = mem_deref(stack->tls);
	}
}
