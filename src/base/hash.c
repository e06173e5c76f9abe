// SPDX-License-Identifier: Apache-2.0
/* FNV-1a over bytes, and the finaliser of splitmix64. */
#include "base/hash.h"

uint64_t hash_bytes(const void *at, size_t length)
{
	const unsigned char *bytes = at;
	uint64_t hash = 0xcbf29ce484222325u;

	must(at || !length);
	for (size_t i = 0; i < length; i++) {
		hash ^= bytes[i];
		hash *= 0x100000001b3u;
	}
	return hash;
}

uint64_t hash_number(uint64_t n)
{
	n += 0x9e3779b97f4a7c15u;
	n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
	n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
	return n ^ (n >> 31);
}
