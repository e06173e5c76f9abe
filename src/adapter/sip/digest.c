// SPDX-License-Identifier: Apache-2.0
/*
 * Digest towards a trunk. Its password answers challenges of the trunk's own realm, to our INVITE
 * and REGISTER only, and only when they come from an address of the trunk: whoever is called may
 * not make us compute anything.
 */
#include "adapter/sip/phone.h"

static int give_password(char **user, char **password, const char *realm, void *arg)
{
	struct trunk *trunk = arg;

	if (!trunk->realm[0] && text_into(text_of(realm), trunk->realm, sizeof(trunk->realm)) != OK)
		return EAUTH;
	if (str_casecmp(realm, trunk->realm))
		return EAUTH;
	if (str_dup(user, trunk->config->username))
		return ENOMEM;
	return str_dup(password, trunk->config->password);
}

struct sip_auth *digest_open(struct trunk *trunk)
{
	struct sip_auth *auth = NULL;

	if (trunk->config->username[0])
		must(sip_auth_alloc(&auth, give_password, trunk, false) == 0);
	return auth;
}

bool digest_accept(struct trunk *trunk, struct sip_auth *auth, const struct sip_msg *msg)
{
	must(msg->scode == 401 || msg->scode == 407);
	if (!auth || !trunk_knows(trunk, &msg->src))
		return false;
	if (!sip_msg_hdr(msg, SIP_HDR_WWW_AUTHENTICATE) &&
	    !sip_msg_hdr(msg, SIP_HDR_PROXY_AUTHENTICATE))
		return false;
	return sip_auth_authenticate(auth, msg) == 0;
}
