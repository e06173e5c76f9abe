// SPDX-License-Identifier: Apache-2.0
/* What a login, a nickname and the rest may look like. Pure. */
#include "domain/account/account.h"

#include <stdio.h>
#include <string.h>

#define LOGIN_MOST 120
#define PASSWORD_MOST 200

static size_t characters(text a)
{
	size_t count = 0;

	for (size_t i = 0; i < a.length; i++)
		count += ((unsigned char)a.at[i] & 0xC0) != 0x80;
	return count;
}

static bool is_small_letter(char c)
{
	return c >= 'a' && c <= 'z';
}
static bool is_letter(char c)
{
	return is_small_letter(c) || (c >= 'A' && c <= 'Z');
}
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* C0, DEL, and C1 as UTF-8: they would write into terminals and logs what nobody typed. */
static bool has_control(text a)
{
	for (size_t i = 0; i < a.length; i++) {
		unsigned char c = (unsigned char)a.at[i];

		if (c < 0x20 || c == 0x7F)
			return true;
		if (c == 0xC2 && i + 1 < a.length && (unsigned char)a.at[i + 1] < 0xA0)
			return true;
	}
	return false;
}

/* Marks that turn the direction of text or take no room: two nicknames would look the same. */
static bool has_invisible(text a)
{
	for (size_t i = 0; i + 2 < a.length; i++) {
		const unsigned char *c = (const unsigned char *)a.at + i;

		if (c[0] == 0xE2 && c[1] == 0x80 && (c[2] >= 0x8B && c[2] <= 0x8F))
			return true;
		if (c[0] == 0xE2 && c[1] == 0x80 && (c[2] >= 0xA8 && c[2] <= 0xAE))
			return true;
		if (c[0] == 0xE2 && c[1] == 0x81 && (c[2] >= 0xA0 && c[2] <= 0xAF))
			return true;
		if (c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF)
			return true;
	}
	return false;
}

static bool is_login_character(char c)
{
	return is_letter(c) || is_digit(c) || (c && strchr("._+-@", c));
}

const char *account_login_fault(text login)
{
	if (login.length == 0)
		return "a login is needed";
	if (login.length > LOGIN_MOST)
		return "a login has at most 120 characters";
	for (size_t i = 0; i < login.length; i++) {
		if (!is_login_character(login.at[i]))
			return "a login is a mail address, or a name of letters, digits and . _ + -";
	}
	if (!is_letter(login.at[0]) && !is_digit(login.at[0]))
		return "a login begins with a letter or a digit";
	return NULL;
}

const char *account_nickname_fault(text nickname)
{
	if (!text_is_utf8(nickname) || has_control(nickname) || has_invisible(nickname))
		return "a nickname is made of visible characters";
	if (nickname.length == 0 || text_trim(nickname).length == 0)
		return "a nickname is needed";
	if (text_trim(nickname).length != nickname.length)
		return "a nickname has no blanks at its ends";
	if (characters(nickname) > ACCOUNT_NICKNAME_MOST || nickname.length >= ACCOUNT_NICKNAME_CHARS)
		return "a nickname has at most 40 characters";
	return NULL;
}

const char *account_timezone_fault(text timezone)
{
	static const char wrong[] = "a time zone is an IANA name such as Europe/Berlin";

	if (timezone.length == 0 || timezone.length > 60 || !is_letter(timezone.at[0]))
		return wrong;
	for (size_t i = 0; i < timezone.length; i++) {
		char c = timezone.at[i];

		if (!is_letter(c) && !is_digit(c) && !(c && strchr("/_+-", c)))
			return wrong;
		if (c == '/' && (i + 1 == timezone.length || timezone.at[i + 1] == '/'))
			return wrong;
	}
	return NULL;
}

const char *account_language_fault(text language)
{
	const char *c = language.at;
	bool is_short = language.length == 2 && is_small_letter(c[0]) && is_small_letter(c[1]);
	bool is_long = language.length == 5 && is_small_letter(c[0]) && is_small_letter(c[1]) &&
	               c[2] == '-' && is_letter(c[3]) && is_letter(c[4]);

	return is_short || is_long ? NULL : "a language is written like en or pt-BR";
}

/* What guessers try first among those long enough for any sensible password_least; ASCII case is
 * ignored. */
static bool is_guessed_first(text password)
{
	static const char *const FIRST[] = {
		"1234567890",    "0987654321",   "0123456789",   "12345678910",   "123456789a",
		"1q2w3e4r5t",    "1qaz2wsx3edc", "1qazxsw23edc", "qwertyuiop",    "qwerty12345",
		"qwerty123456",  "asdfghjkl1",   "asdfghjkl;",   "zxcvbnm123",    "abcdefghij",
		"abcdefghijk",   "abcd1234567",  "password12",   "password123",   "password1234",
		"password12345", "passw0rd123",  "p@ssw0rd123",  "p@ssword123",   "mypassword",
		"changeme123",   "changemenow",  "letmein123",   "letmeinnow",    "welcome123",
		"welcome1234",   "iloveyou123",  "iloveyou12",   "administrator", "admin12345",
		"admin123456",   "superman123",  "football123",  "baseball123",   "basketball",
		"starwars123",   "sunshine123",  "princess123",  "dragon12345",   "monkey12345",
		"michael123",    "q1w2e3r4t5",   "q1w2e3r4t5y6", "aa12345678",    "a123456789",
		"1234512345",    "1122334455",   "1111122222",   "testtest123",   "secret12345",
		"ringback123",   "default123",   "google1234",   "computer123",   "internet123",
	};

	for (size_t i = 0; i < COUNT(FIRST); i++) {
		if (text_same_fold(password, text_of(FIRST[i])))
			return true;
	}
	return false;
}

const char *account_password_fault(const struct rules *rules, text password, text login,
                                   char said[ACCOUNT_FAULT_CHARS])
{
	must(rules->password_least > 0);
	if (!text_is_utf8(password))
		return "a password is text";
	if (characters(password) < (size_t)rules->password_least) {
		(void)snprintf(said, ACCOUNT_FAULT_CHARS,
		               "this password is too short: at least %lld characters",
		               (long long)rules->password_least);
		return said;
	}
	if (password.length > PASSWORD_MOST) {
		(void)snprintf(said, ACCOUNT_FAULT_CHARS, "this password is too long: at most %d bytes",
		               PASSWORD_MOST);
		return said;
	}
	if (text_same_fold(password, login))
		return "a password is not the login";
	if (is_guessed_first(password))
		return "this is one of the passwords that are guessed first";
	for (size_t i = 1; i < password.length; i++) {
		if (password.at[i] != password.at[0])
			return NULL;
	}
	return "a password of one character repeated is no password";
}
