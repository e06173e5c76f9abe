// SPDX-License-Identifier: Apache-2.0
// The operator's part: its places, and who may enter.
import { Cable, CalendarClock, FolderTree, HeartPulse, House, MonitorDot, Phone, PhoneOff, ScrollText, Settings2, Users } from "lucide-react";
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { useAllLines } from "../data/operation";
import op from "../i18n/en/op.json";
import { addMessages, t } from "../i18n/t";
import { type Place, Skeleton, Workspace } from "../kit";
import { opPaths } from "./opPaths";

addMessages(op);

const Audit = lazy(() => import("./Audit"));
const Calls = lazy(() => import("./Calls"));
const CallPage = lazy(() => import("./CallPage"));
const Categories = lazy(() => import("./Categories"));
const Health = lazy(() => import("./Health"));
const Numbers = lazy(() => import("./Numbers"));
const People = lazy(() => import("./People"));
const Person = lazy(() => import("./Person"));
const Queues = lazy(() => import("./Queues"));
const Settings = lazy(() => import("./Settings"));
const Today = lazy(() => import("./Today"));
const Trunks = lazy(() => import("./Trunks"));
const Wall = lazy(() => import("./Wall"));

const Routes = () => (
	<Switch>
		<Route path={opPaths.today} component={Today} />
		<Route path={opPaths.wall}>
			<Wall />
		</Route>
		<Route path={opPaths.queues} component={Queues} />
		<Route path={opPaths.calls} component={Calls} />
		<Route path="/op/calls/:call">{({ call }) => <CallPage call={call} />}</Route>
		<Route path={opPaths.people} component={People} />
		<Route path="/op/people/:account">{({ account }) => <Person key={account} account={account} />}</Route>
		<Route path={opPaths.categories} component={Categories} />
		<Route path={opPaths.trunks} component={Trunks} />
		<Route path={opPaths.numbers} component={Numbers} />
		<Route path={opPaths.health} component={Health} />
		<Route path={opPaths.audit} component={Audit} />
		<Route path={opPaths.settings} component={Settings} />
		<Route component={NotFound} />
	</Switch>
);

function Floor() {
	// As on the wallboard: in a line and not being called.
	const waiting = useAllLines().data?.data.filter((one) => one.state === "waiting").length;
	const places: Place[] = [
		{ href: opPaths.today, label: t("op.nav.today"), icon: <House size={20} aria-hidden /> },
		{ href: opPaths.wall, label: t("op.nav.wall"), icon: <MonitorDot size={20} aria-hidden /> },
		{ href: opPaths.queues, label: t("op.nav.queues"), icon: <CalendarClock size={20} aria-hidden />, count: waiting },
		{ href: opPaths.calls, label: t("op.nav.calls"), icon: <Phone size={20} aria-hidden /> },
		{ href: opPaths.people, label: t("op.nav.people"), icon: <Users size={20} aria-hidden /> },
		{ href: opPaths.categories, label: t("op.nav.categories"), icon: <FolderTree size={20} aria-hidden /> },
		{ href: opPaths.trunks, label: t("op.nav.trunks"), icon: <Cable size={20} aria-hidden /> },
		{ href: opPaths.numbers, label: t("op.nav.numbers"), icon: <PhoneOff size={20} aria-hidden /> },
		{ href: opPaths.health, label: t("op.nav.health"), icon: <HeartPulse size={20} aria-hidden /> },
		{ href: opPaths.audit, label: t("op.nav.audit"), icon: <ScrollText size={20} aria-hidden /> },
		{ href: opPaths.settings, label: t("op.nav.settings"), icon: <Settings2 size={20} aria-hidden /> },
	];
	return (
		<Workspace label={t("op.nav")} places={places}>
			<Suspense fallback={<Skeleton />}>
				<Routes />
			</Suspense>
		</Workspace>
	);
}

/** A screen in the corridor brings its key in the address, behind the #, and signs in nowhere. */
const kioskKey = (): string | undefined =>
	location.pathname === opPaths.wall && location.hash.startsWith("#rb_wall_") ? location.hash.slice(1) : undefined;

export default function Op() {
	const kiosk = kioskKey();
	if (kiosk) return <Wall kiosk={kiosk} />;
	return <Guard role="operator">{() => <Floor />}</Guard>;
}
