// SPDX-License-Identifier: Apache-2.0
// Every form of the pages: where it is, what it asks, and what is wrong. forms.test.mjs goes through it.
// A form: `files` (sources under web/src), `who`, `open`, `send` (words of its button), `fields` (label → good value), `needs` (labels that
// must be filled in), `wrong` ([label, value, others] each told beside that field), `once` (its good value is the hostile one,
// for it cannot be sent twice), `done` (sent and taken).
import { PASSWORD } from "./house.mjs";

const at = (path) => (page) => page.goto(path);
const press = (path, name) => async (page) => {
	await page.goto(path);
	await page.getByRole("button", { name }).first().click();
};
const toast = (words) => (page) => page.getByText(words).first().waitFor();
const NUMBERS = ["12345", "911", "call me", "+1 415 555 0100 0100 0100"];
const CAP = "Call backs in one advisor's line at a time.";
const long = (n) => "x".repeat(n);

const visitors = ({ setUpToken }) => [
	{
		files: ["customer/SignIn.tsx"],
		who: "visitor",
		open: at("/signin"),
		send: "Sign in",
		fields: { "Name or e-mail": "noor", Password: PASSWORD },
		needs: ["Name or e-mail", "Password"],
		wrong: [["Name or e-mail", long(121)]],
		done: (page) => page.waitForURL("**/account"),
	},
	{
		files: ["customer/SignUp.tsx"],
		who: "stranger",
		writes: 2, // and signs in
		open: at("/signup"),
		send: "Sign up",
		fields: { "Name or e-mail": "newcomer", "What shall we call you?": "O'Neil & Søn 🤙", Password: "quite another one" },
		needs: ["Name or e-mail", "What shall we call you?", "Password"],
		wrong: [["Password", "short"], ["Name or e-mail", long(121)], ["What shall we call you?", long(61)]],
		done: (page) => page.waitForURL("**/account/settings"),
	},
	{
		files: ["op/Setup.tsx"],
		who: "first",
		open: at("/setup"),
		send: "Become the operator",
		fields: { "Set-up token": setUpToken, "Sign-in name": "olga", "Name others see": "Olga", Password: PASSWORD },
		needs: ["Set-up token", "Sign-in name", "Name others see", "Password"],
		wrong: [["Set-up token", "guessed"], ["Password", "short"]],
		done: (page) => page.waitForURL("**/op"),
	},
];

const account = () => [
	{
		files: ["customer/PersonForm.tsx"],
		who: "customer",
		open: at("/account/settings"),
		send: "Save",
		fields: { "What shall we call you?": "Sam W." },
		needs: ["What shall we call you?"],
		wrong: [["What shall we call you?", long(61)]],
		done: toast("Saved."),
	},
	{
		files: ["customer/PasswordForm.tsx"],
		who: "customer",
		open: at("/account/settings"),
		send: "Change the password",
		fields: { "Password now": PASSWORD, "New password": PASSWORD },
		needs: ["Password now", "New password"],
		wrong: [["Password now", "not the one"], ["New password", "short"]],
		writes: 2, // and signs in again, for a new password ends every session
		done: async (page) => {
			await toast("The password is changed.")(page);
			await page.waitForResponse((answer) => answer.url().endsWith("/v1/sign-in"), { timeout: 3_000 }).catch(() => undefined);
		},
	},
	{
		files: ["customer/Numbers.tsx"],
		who: "customer",
		open: at("/account/settings"),
		send: "Add a number",
		fields: { "Add a number": "+1 (415) 555-0178", "Name for it (optional)": "Ma's" },
		needs: ["Add a number"],
		wrong: [...NUMBERS.map((number) => ["Add a number", number]), ["Name for it (optional)", long(41)]],
		done: toast("The number is added."),
	},
	{
		files: ["customer/Prove.tsx", "customer/ProveHere.tsx"],
		who: "customer",
		open: press("/account/settings", /^Confirm by a call/),
		send: "Check the code",
		fields: { Code: "000000" },
		needs: ["Code"],
		wrong: [["Code", "000000"], ["Code", "abc"], ["Code", "12345678"]],
	},
];

const asking = ({ dana, sam, listing, free }) => [
	{
		files: ["customer/ArrangeForm.tsx", "customer/AskFields.tsx", "customer/NumberChoice.tsx", "customer/WaitChoice.tsx"],
		who: "customer",
		open: async (page) => {
			await page.goto(`/l/${listing.id}/arrange`);
			await page.getByLabel("Another number").check();
		},
		send: "Put me in line",
		fields: { "The other number": sam.number, "What is it about?": "It says \"F 28\" & drips" },
		needs: ["The other number"],
		wrong: NUMBERS.map((number) => ["The other number", number]),
		done: (page) => page.waitForURL("**/line/**"),
	},
	{
		files: ["customer/CallForm.tsx"],
		who: "customer",
		open: async (page) => {
			await page.goto(`/l/${free.id}/call`);
			await page.getByLabel("Another number").check();
		},
		send: "Ring my phone",
		fields: { "The other number": sam.number },
		needs: ["The other number"],
		wrong: NUMBERS.map((number) => ["The other number", number]),
		done: (page) => page.waitForURL("**/line/**"),
	},
	{
		files: ["mail/Compose.tsx"],
		who: "customer",
		open: at(`/mail?to=${dana.advisor}`),
		send: "Send",
		fields: { Subject: "Noise", "Your mail": "It ticks." },
		needs: ["Your mail"],
		wrong: [],
		done: (page) => page.waitForURL(/mail\/thr_|mail\/(?!\?)/),
	},
	{
		files: ["mail/ThreadPage.tsx"],
		who: "customer",
		open: async (page) => {
			await page.goto("/mail");
			await page.getByRole("link", { name: /Dana/ }).first().click();
		},
		send: "Send",
		fields: { Reply: "Still ticking." },
		needs: ["Reply"],
		wrong: [],
		done: (page) => page.getByRole("listitem").getByText("Still ticking.").waitFor(),
	},
];

const advisors = () => [
	{
		files: ["pro/ListingForm.tsx", "offer/OfferFields.tsx"],
		who: "advisor",
		open: at("/pro/listings/new"),
		send: "Open this listing",
		fields: { Title: "Radiators & <b>valves</b>", Description: "Cold at the top?", "Price a minute in USD": "2.40" },
		needs: ["Title", "Price a minute in USD"],
		wrong: [["Price a minute in USD", "two dollars"], ["Price a minute in USD", "2.999"], ["Price a minute in USD", "-1"], ["Price a minute in USD", "99999999"], ["Extension", "12a"]],
		done: toast("Your listing is open."),
	},
	{
		files: ["pro/AddPhone.tsx"],
		who: "advisor",
		open: at("/pro/options"),
		send: "Add this phone",
		fields: { "Number of your phone": "+1 415 555 0179", "Name of it": "Café" },
		needs: ["Number of your phone"],
		wrong: NUMBERS.map((number) => ["Number of your phone", number]),
		done: toast("Phone added."),
	},
	{
		files: ["pro/WrapUpLength.tsx"],
		who: "advisor",
		open: at("/pro/options"),
		send: "Save",
		fields: { "Seconds of rest after a call": "30" },
		needs: [],
		wrong: ["", "soon", "1.5", "-3", "9999"].map((text) => ["Seconds of rest after a call", text]),
		done: toast("Saved."),
	},
	{
		files: ["pro/Pin.tsx"],
		digits: true,
		who: "advisor",
		open: at("/pro/options"),
		send: "Set PIN",
		fields: { PIN: "270951" },
		needs: ["PIN"],
		wrong: ["12", "1111", "1234", "letters"].map((text) => ["PIN", text]),
		done: toast("PIN saved."),
	},
	{
		files: ["pro/TakeOutDialog.tsx"],
		dialog: true,
		once: true,
		who: "advisor",
		open: press("/pro/arranged", "Take out"),
		send: "Take out",
		fields: { "Why?": "Asked <twice>" },
		needs: ["Why?"],
		wrong: [],
		done: toast("is out of your line."),
	},
	{
		files: ["pro/Leave.tsx"],
		once: true,
		who: "leaver",
		open: at("/pro/leave"),
		send: "Sign out",
		fields: {},
		needs: [],
		wrong: [],
		writes: 2,
		done: (page) => page.getByRole("link", { name: "Sign in" }).first().waitFor(),
	},
];

const PRICE = "Price a minute in USD";

const applying = ({ rita, zoe }) => [
	{
		files: ["customer/ApplyForm.tsx"],
		who: "customer",
		open: at("/account/apply"),
		send: "Send the application",
		fields: { "Name customers see and hear": "Sam & Sons", "What you offer, in one line": "Drains <b>& traps</b>", Description: "It smells \"odd\".", [PRICE]: "1,90" },
		needs: ["Name customers see and hear", "What you offer, in one line", PRICE],
		wrong: [["Name customers see and hear", "Dana"], ["Name customers see and hear", long(41)], [PRICE, "two dollars"], [PRICE, "2.999"], [PRICE, "0"], [PRICE, "99999999"]],
		done: (page) => page.getByText("Waits for an answer").waitFor(),
	},
	{
		files: ["op/DeclineDialog.tsx"],
		once: true,
		dialog: true,
		who: "operator",
		open: press(`/op/applications/${zoe.application}`, "Decline"),
		send: "Decline",
		fields: { Reason: "Not <yet>" },
		needs: ["Reason"],
		wrong: [],
		done: toast("is told why."),
	},
	{
		files: ["op/ApproveForm.tsx"],
		who: "operator",
		open: at(`/op/applications/${rita.application}`),
		send: "Approve",
		fields: { "Name customers see and hear": "Rita <B.>", Title: "Old & loud", [PRICE]: "2.20", Extension: "733" },
		needs: ["Name customers see and hear", "Title", PRICE],
		wrong: [["Name customers see and hear", "Dana"], [PRICE, "-1"], [PRICE, "0"], ["Extension", "12a"], ["Extension", "012"]],
		done: toast("Rita <B.> is an advisor now."),
	},
];

const desk = ({ sam, ivy, pat }) => [
	{
		files: ["op/NewPersonDialog.tsx", "op/People.tsx"],
		who: "operator",
		open: press("/op/people", "New person"),
		send: "Create",
		fields: { "Sign-in name": "mei", "Name others see": "Mei <T.>", Password: PASSWORD },
		needs: ["Sign-in name", "Name others see"],
		wrong: [["Sign-in name", "sam"], ["Password", "short"]],
		done: (page) => page.waitForURL("**/op/people/**"),
	},
	{
		files: ["op/PersonNumbers.tsx"],
		who: "operator",
		open: at(`/op/people/${pat.id}`),
		send: "Add a number",
		fields: { "Add a number": "+14155550188" },
		needs: ["Add a number"],
		wrong: NUMBERS.map((number) => ["Add a number", number]),
		done: toast("Number added."),
	},
	{
		files: ["op/CreditForm.tsx"],
		who: "operator",
		open: at(`/op/people/${sam.id}`),
		send: /^(Credit|Yes, credit)/,
		fields: { "Amount in USD": "12.50", "What for": "Goodwill & \"thanks\"" },
		needs: ["Amount in USD", "What for"],
		wrong: ["twelve", "-5", "1.999"].map((text) => ["Amount in USD", text]),
		twice: true,
		done: toast("$12.50 credited."),
	},
	{
		files: ["op/StandingDialog.tsx"],
		once: true,
		who: "operator",
		open: press(`/op/people/${ivy.id}`, "Suspend"),
		send: "Suspend",
		fields: { Reason: "Asked \"to\" leave" },
		needs: ["Reason"],
		wrong: [],
		done: toast("is suspended."),
	},
	{
		files: ["op/LineActions.tsx"],
		once: true,
		who: "operator",
		open: press("/op/queues", "Cancel"),
		send: "Cancel",
		fields: { Reason: "Line closes" },
		needs: ["Reason"],
		wrong: [],
		done: toast("is out of the line."),
	},
];

const rooms = () => [
	{
		files: ["op/CategoryDialog.tsx"],
		who: "operator",
		open: press("/op/categories", "New category"),
		send: "Save",
		fields: { Title: "Law & order", Address: "law-order", Description: "Tenancy", Position: "3" },
		needs: ["Title"],
		wrong: [["Address", "No Spaces!"], ["Address", "house-and-home"], ["Position", "first"], ["Position", "-1"]],
		done: toast("Law & order is saved."),
	},
	{
		files: ["op/Numbers.tsx"],
		name: "op/Numbers.tsx, check",
		who: "operator",
		open: at("/op/numbers"),
		send: "Check",
		reads: true,
		fields: { Number: "+14155550111" },
		needs: ["Number"],
		wrong: [],
		done: (page) => page.getByText("Dialed as").first().waitFor(),
	},
	{
		files: ["op/Numbers.tsx"],
		name: "op/Numbers.tsx, never call",
		who: "operator",
		open: press("/op/numbers", "Never call a number"),
		send: "Never call it again",
		fields: { Number: "+14155550199" },
		needs: ["Number"],
		wrong: ["12345", "911"].map((number) => ["Number", number]),
		done: toast("Noted for ever."),
	},
	{
		files: ["op/TestCall.tsx"],
		who: "operator",
		open: at("/op/trunks"),
		send: "Call me to test",
		fields: { "Call me to test, at": "+14155550166" },
		needs: ["Call me to test, at"],
		wrong: ["12345", "911", "call me"].map((number) => ["Call me to test, at", number]),
		done: (page) => page.getByRole("list", { name: "Last test calls" }).getByRole("listitem").first().waitFor(),
	},
	{
		files: ["op/KioskDialog.tsx"],
		who: "operator",
		open: press("/op/wall", "Screens"),
		send: "Make an address",
		fields: { "Where it hangs": "Corridor <2>" },
		needs: ["Where it hangs"],
		wrong: [],
		done: toast("Open this address on that screen:"),
	},
	{
		files: ["op/SettingsSection.tsx", "op/SettingField.tsx"],
		who: "operator",
		open: async (page) => {
			await page.goto("/op/settings");
			await page.getByRole("tab", { name: "Line" }).click();
			await page.getByLabel(CAP).fill("11");
		},
		send: "Save",
		fields: { [CAP]: "12" },
		needs: [],
		wrong: ["0", "many", "-1", "1e99", ""].map((text) => [CAP, text]),
		done: toast("One setting saved."),
	},
];

const keepers = () => [
	{
		files: ["op/SecondFactor.tsx"],
		name: "op/SecondFactor.tsx, password",
		who: "keeper",
		once: true,
		open: async (page) => {
			await page.goto("/op/settings");
			await page.getByRole("tab", { name: "Your sign-in" }).click();
		},
		send: "Set it up",
		fields: { "Your password": "" },
		needs: ["Your password"],
		wrong: [["Your password", "not the one"]],
	},
	{
		files: ["op/SecondFactor.tsx"],
		name: "op/SecondFactor.tsx, code",
		who: "keeper",
		once: true,
		open: async (page) => {
			await page.getByLabel("Your password").fill(PASSWORD);
			await page.getByRole("button", { name: "Set it up" }).click();
		},
		send: "Switch it on",
		fields: { "Code it shows now": "" },
		needs: ["Code it shows now"],
		wrong: ["12", "000000", "abcdef"].map((code) => ["Code it shows now", code]),
	},
	{
		files: ["op/RemoveFactor.tsx"],
		who: "keeper",
		once: true,
		open: async (page, { factor }) => {
			await factor(page);
			await page.getByRole("button", { name: "Switch it off" }).click();
		},
		send: "Switch it off",
		fields: { "Your password": PASSWORD, Code: "" },
		needs: ["Your password", "Code"],
		wrong: [["Your password", "not the one", { Code: "123456" }], ["Code", "abc"]],
	},
];

export const formsOf = (is) => [...visitors(is), ...account(), ...asking(is), ...advisors(), ...applying(is), ...desk(is), ...rooms(), ...keepers()];

/** Fields outside forms: what is typed filters what is shown. */
export const FILTERS = ["customer/Home.tsx", "op/Audit.tsx", "op/People.tsx"];
/** Read only, or made of the parts of a form above. */
export const OTHERS = ["customer/ChangeNumber.tsx", "customer/TrackerActions.tsx", "op/PartForm.tsx"];
