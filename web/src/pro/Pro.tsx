// SPDX-License-Identifier: Apache-2.0
// The advisor's part: its places, and who may enter.
import { Banknote, Headset, Mail, List, Phone, SlidersHorizontal, Users, CalendarClock } from "lucide-react";
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { useAvailability, useLine, useSummary } from "../data/desk";
import { useUnread } from "../data/mail";
import { useBadge } from "../lib/badge";
import pro from "../i18n/en/pro.json";
import { addMessages, t } from "../i18n/t";
import { Announce, Figure, lookOf, type Place, Skeleton, TabContext, Workspace, Money } from "../kit";
import Console from "./Console";
import { Dock } from "./Dock";
import { proPaths } from "./proPaths";

addMessages(pro);

const Arranged = lazy(() => import("./Arranged"));
const Calls = lazy(() => import("./Calls"));
const CallPage = lazy(() => import("./CallPage"));
const Customers = lazy(() => import("./Customers"));
const CustomerPage = lazy(() => import("./CustomerPage"));
const Earnings = lazy(() => import("./Earnings"));
const Leave = lazy(() => import("./Leave"));
const Listings = lazy(() => import("./Listings"));
const ListingPage = lazy(() => import("./ListingPage"));
const Options = lazy(() => import("./Options"));

export type Advisor = { advisor: string; account: string };

function Routes(is: Advisor) {
	return (
		<Switch>
			<Route path={proPaths.console}>{() => <Console {...is} />}</Route>
			<Route path={proPaths.arranged}>{() => <Arranged {...is} />}</Route>
			<Route path={proPaths.calls}>{() => <Calls {...is} />}</Route>
			<Route path="/pro/calls/:call">{({ call }) => <CallPage call={call} />}</Route>
			<Route path={proPaths.customers}>{() => <Customers {...is} />}</Route>
			<Route path="/pro/customers/:customer">{({ customer }) => <CustomerPage key={customer} {...is} customer={customer} />}</Route>
			<Route path={proPaths.earnings}>{() => <Earnings {...is} />}</Route>
			<Route path={proPaths.listings}>{() => <Listings {...is} />}</Route>
			<Route path="/pro/listings/:listing">{({ listing }) => <ListingPage {...is} listing={listing} />}</Route>
			<Route path={proPaths.options}>{() => <Options {...is} />}</Route>
			<Route path={proPaths.leave}>{() => <Leave {...is} />}</Route>
			<Route component={NotFound} />
		</Switch>
	);
}

function Desk(is: Advisor) {
	const waiting = useLine(is.advisor).data?.count;
	const now = useAvailability(is.advisor).data;
	const state = now ? t(lookOf(now).words) : "";
	const prefix = waiting ? t("pro.tab_waiting", { n: waiting, state }) : t("pro.tab", { state });
	useBadge(waiting);
	const unread = useUnread(true).data;
	const today = useSummary(is.advisor).data?.today;
	const places: Place[] = [
		{ href: proPaths.console, label: t("pro.nav.console"), icon: <Headset size={20} aria-hidden /> },
		{ href: proPaths.arranged, label: t("pro.nav.arranged"), icon: <CalendarClock size={20} aria-hidden />, count: waiting },
		{ href: proPaths.calls, label: t("pro.nav.calls"), icon: <Phone size={20} aria-hidden /> },
		{ href: "/mail", label: t("pro.nav.mail"), icon: <Mail size={20} aria-hidden />, count: unread },
		{ href: proPaths.earnings, label: t("pro.nav.earnings"), icon: <Banknote size={20} aria-hidden /> },
		{ href: proPaths.customers, label: t("pro.nav.customers"), icon: <Users size={20} aria-hidden /> },
		{ href: proPaths.listings, label: t("pro.nav.listings"), icon: <List size={20} aria-hidden /> },
		{ href: proPaths.options, label: t("pro.nav.options"), icon: <SlidersHorizontal size={20} aria-hidden /> },
	];
	const aside = today && (
		<Figure label={t("pro.today")} note={t("pro.today_talks", { n: today.talks })}>
			<Money of={today.earned} />
		</Figure>
	);
	return (
		<TabContext.Provider value={state && prefix}>
			<Announce words={waiting === undefined ? "" : t("pro.line_said", { n: waiting })} />
			<Workspace label={t("pro.nav")} places={places} aside={aside}>
				<Suspense fallback={<Skeleton />}>
					<Routes {...is} />
				</Suspense>
				{now && <Dock is={now} />}
			</Workspace>
		</TabContext.Provider>
	);
}

export default function Pro() {
	return (
		<Guard role="advisor">
			{(me) => (me.advisor ? <Desk advisor={me.advisor} account={me.id} /> : <NotFound />)}
		</Guard>
	);
}
