// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { Skeleton, ZoneContext } from "../kit";
import { Crash } from "./Crash";
import { NotFound } from "./Guard";
import { useMe } from "./session";
import { Shell } from "./Shell";

const Live = lazy(() => import("./Live"));
const Mini = lazy(() => import("../customer/Mini"));
const Home = lazy(() => import("../customer/Home"));
const CategoryPage = lazy(() => import("../customer/CategoryPage"));
const ListingPage = lazy(() => import("../customer/ListingPage"));
const AdvisorPage = lazy(() => import("../customer/AdvisorPage"));
const Tracker = lazy(() => import("../customer/Tracker"));
const LinkedTracker = lazy(() => import("../customer/LinkedTracker"));
const Account = lazy(() => import("../customer/Account"));
const Balance = lazy(() => import("../customer/Balance"));
const Calls = lazy(() => import("../customer/Calls"));
const ReceiptPage = lazy(() => import("../customer/ReceiptPage"));
const Settings = lazy(() => import("../customer/Settings"));
const Apply = lazy(() => import("../customer/Apply"));
const SignIn = lazy(() => import("../customer/SignIn"));
const SignUp = lazy(() => import("../customer/SignUp"));
const Kit = lazy(() => import("../kit/KitPage"));
const Demo = lazy(() => import("../demo/Demo"));
const Pro = lazy(() => import("../pro/Pro"));
const Op = lazy(() => import("../op/Op"));
const Mailbox = lazy(() => import("../mail/Mailbox"));
const ThreadPage = lazy(() => import("../mail/ThreadPage"));
const Setup = lazy(() => import("../op/Setup"));

function Routes() {
	return (
		<Switch>
			<Route path="/" component={Home} />
			<Route path="/c/:category" component={CategoryPage} />
			<Route path="/l/:listing/:form?" component={ListingPage} />
			<Route path="/a/:advisor" component={AdvisorPage} />
			<Route path="/line/link/:token" component={LinkedTracker} />
			<Route path="/line/:callback" component={Tracker} />
			<Route path="/account" component={Account} />
			<Route path="/account/balance" component={Balance} />
			<Route path="/account/calls" component={Calls} />
			<Route path="/account/calls/:call" component={ReceiptPage} />
			<Route path="/receipt/:call" component={ReceiptPage} />
			<Route path="/account/settings" component={Settings} />
			<Route path="/account/apply" component={Apply} />
			<Route path="/signin" component={SignIn} />
			<Route path="/signup" component={SignUp} />
			<Route path="/kit" component={Kit} />
			<Route path="/demo/*?" component={Demo} />
			<Route path="/pro/*?" component={Pro} />
			<Route path="/op/*?" component={Op} />
			<Route path="/setup" component={Setup} />
			<Route path="/mail" component={Mailbox} />
			<Route path="/mail/:thread" component={ThreadPage} />
			<Route component={NotFound} />
		</Switch>
	);
}

/** Pages that say themselves where one stands, and those of people at work. */
const WITHOUT_MINI = /^\/($|account$|line\/|signin|signup|setup|kit|demo|pro|op)/;

export function App() {
	const [here] = useLocation();
	const me = useMe().data;
	const zone = me?.timezone;
	return (
		<ZoneContext.Provider value={zone}>
			<Suspense fallback={null}>
				<Live />
			</Suspense>
			<Shell>
				<Crash where={here}>
					<Suspense fallback={<Skeleton />}>
						<Routes />
					</Suspense>
				</Crash>
			</Shell>
			<Suspense fallback={null}>{me?.customer && !WITHOUT_MINI.test(here) && <Mini />}</Suspense>
		</ZoneContext.Provider>
	);
}
