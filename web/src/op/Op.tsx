// SPDX-License-Identifier: Apache-2.0
// The operator's part: its places, and who may enter.
import { Cable, CalendarClock, FolderTree, HeartPulse, House, type LucideIcon, MonitorDot, Phone, PhoneOff, ScrollText, Settings2, Users } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { Route, Switch } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { usePendingApplications } from "../data/applications";
import { useAllLines } from "../data/operation";
import op from "../i18n/en/op.json";
import { addMessages, t } from "../i18n/t";
import { type Place, Skeleton, Workspace } from "../kit";
import { whenUnheard } from "../lib/attended";
import { kioskKey } from "../lib/kiosk";
import { KEYS } from "../lib/query";
import { ForParts } from "./ForParts";
import { partsOf, type PlaceName, useMay } from "./opParts";
import { opPaths } from "./opPaths";

addMessages(op);

const ApplicationPage = lazy(() => import("./ApplicationPage"));
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

const PAGES: [PlaceName, ComponentType][] = [
	["today", Today],
	["wall", () => <Wall />],
	["queues", Queues],
	["calls", Calls],
	["people", People],
	["categories", Categories],
	["trunks", Trunks],
	["numbers", Numbers],
	["health", Health],
	["audit", Audit],
	["settings", Settings],
];

const Routes = () => (
	<Switch>
		{PAGES.map(([place, PlacePage]) => (
			<Route key={place} path={opPaths[place]}>
				<ForParts place={place}>
					<PlacePage />
				</ForParts>
			</Route>
		))}
		<Route path="/op/calls/:call">
			{({ call }) => (
				<ForParts place="calls">
					<CallPage call={call} />
				</ForParts>
			)}
		</Route>
		<Route path="/op/people/:account">
			{({ account }) => (
				<ForParts place="people">
					<Person key={account} account={account} />
				</ForParts>
			)}
		</Route>
		<Route path="/op/applications/:application">
			{({ application }) => (
				<ForParts place="people">
					<ApplicationPage key={application} application={application} />
				</ForParts>
			)}
		</Route>
		<Route component={NotFound} />
	</Switch>
);

const ICONS: Record<PlaceName, LucideIcon> = {
	today: House,
	wall: MonitorDot,
	queues: CalendarClock,
	calls: Phone,
	people: Users,
	categories: FolderTree,
	trunks: Cable,
	numbers: PhoneOff,
	health: HeartPulse,
	audit: ScrollText,
	settings: Settings2,
};

function Floor() {
	const may = useMay();
	const client = useQueryClient();
	useEffect(() => whenUnheard(() => void client.refetchQueries({ queryKey: KEYS.me })), [client]);
	// As on the wallboard: in a line and not being called.
	const waiting = useAllLines(may("floor")).data?.data.filter((one) => one.state === "waiting").length;
	const asking = usePendingApplications(may("floor")).data?.pending;
	const counts: Partial<Record<PlaceName, number | undefined>> = { queues: waiting, people: asking };
	const places: Place[] = PAGES.filter(([place]) => may(...partsOf(place))).map(([place]) => {
		const Icon = ICONS[place];
		return { href: opPaths[place], label: t(`op.nav.${place}`), icon: <Icon size={20} aria-hidden />, ...(place in counts && { count: counts[place] }) };
	});
	return (
		<Workspace label={t("op.nav")} places={places}>
			<Suspense fallback={<Skeleton />}>
				<Routes />
			</Suspense>
		</Workspace>
	);
}

export default function Op() {
	const kiosk = kioskKey();
	if (kiosk) return <Wall kiosk={kiosk} />;
	return <Guard role="operator">{() => <Floor />}</Guard>;
}
