// SPDX-License-Identifier: Apache-2.0
#include "adapter/crypt/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapter/crypt/crypt.h"
#include "base/random.h"

#define MARK "sealed1:"
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEX_CHARS (2 * SEAL_KEY_BYTES)
#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

/* Complete or not at all: a half-written key would lock everything up for ever. */
static enum err make(const char *file)
{
	unsigned char key[SEAL_KEY_BYTES];
	char hex[HEX_CHARS + 2], half[512];
	bool good;
	int fd;

	if (snprintf(half, sizeof(half), "%s.new", file) >= (int)sizeof(half))
		return ERR_MALFORMED;
	random_secret(key, sizeof(key));
	sodium_bin2hex(hex, HEX_CHARS + 1, key, sizeof(key));
	crypt_forget(key, sizeof(key));
	hex[HEX_CHARS] = '\n';
	fd = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return ERR_IO;
	good = write(fd, hex, HEX_CHARS + 1) == HEX_CHARS + 1 && fsync(fd) == 0;
	crypt_forget(hex, sizeof(hex));
	good &= close(fd) == 0;
	/* link() and not rename(): another process may have been first. */
	good &= link(half, file) == 0 || errno == EEXIST;
	(void)unlink(half);
	return good ? OK : ERR_IO;
}

static enum err read_key(const char *file, struct seal *out)
{
	char hex[HEX_CHARS + 2];
	struct stat about;
	size_t length = 0;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return errno == ENOENT ? ERR_NONE : ERR_IO;
	got = fstat(fd, &about) ? -1 : read(fd, hex, HEX_CHARS + 1);
	(void)close(fd);
	if (got < 0)
		return ERR_IO;
	if (about.st_mode & (S_IRWXO | S_IRWXG))
		return ERR_DENIED;
	if (got < HEX_CHARS ||
	    sodium_hex2bin(out->key, sizeof(out->key), hex, HEX_CHARS, NULL, &length, NULL) != 0)
		length = 0;
	crypt_forget(hex, sizeof(hex));
	return length == SEAL_KEY_BYTES ? OK : ERR_MALFORMED;
}

enum err seal_open(const char *file, struct seal *out, bool *made)
{
	enum err err = read_key(file, out);

	*made = false;
	if (err != ERR_NONE)
		return err;
	TRY(make(file));
	*made = true;
	return read_key(file, out);
}

void seal_close(struct seal *seal)
{
	crypt_forget(seal, sizeof(*seal));
}

bool seal_is_sealed(text chars)
{
	return text_starts(chars, MARK);
}

enum err seal_lock(const struct seal *seal, text plain, text of, char out[SEAL_CHARS])
{
	unsigned char box[NONCE + SEAL_PLAIN_MOST + TAG];
	unsigned long long length;
	_Static_assert(sizeof(MARK) - 1 + (sizeof(box) * 4 + 2) / 3 < SEAL_CHARS, "room");

	must(plain.at && of.at);
	if (plain.length > SEAL_PLAIN_MOST)
		return ERR_MALFORMED;
	random_secret(box, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE, &length,
	                                           (const unsigned char *)plain.at, plain.length,
	                                           (const unsigned char *)of.at, of.length, NULL, box,
	                                           seal->key);
	memcpy(out, MARK, sizeof(MARK) - 1);
	(void)sodium_bin2base64(out + sizeof(MARK) - 1, SEAL_CHARS - (sizeof(MARK) - 1), box,
	                        NONCE + (size_t)length, VARIANT);
	return OK;
}

enum err seal_unlock(const struct seal *seal, text sealed, text of, char out[SEAL_PLAIN_MOST + 1])
{
	unsigned char box[NONCE + SEAL_PLAIN_MOST + TAG];
	unsigned long long length;
	size_t got;

	out[0] = '\0';
	if (!seal_is_sealed(sealed) ||
	    sodium_base642bin(box, sizeof(box), sealed.at + sizeof(MARK) - 1,
	                      sealed.length - (sizeof(MARK) - 1), NULL, &got, NULL, VARIANT) != 0 ||
	    got < NONCE + TAG)
		return ERR_MALFORMED;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)out, &length, NULL, box + NONCE,
	                                               got - NONCE, (const unsigned char *)of.at,
	                                               of.length, box, seal->key) != 0)
		return ERR_MALFORMED;
	out[length] = '\0';
	return OK;
}
