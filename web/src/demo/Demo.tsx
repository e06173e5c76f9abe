// SPDX-License-Identifier: Apache-2.0
// What only a demo has: everybody side by side, their telephones, their mail. Without a demo's daemon these pages are not there.
import { lazy } from "react";
import { Route, Switch } from "wouter";
import { NotFound } from "../app/Guard";
import texts from "../i18n/en/demo.json";
import { addMessages } from "../i18n/t";

addMessages(texts);

const StagePage = lazy(() => import("./StagePage"));
const PhonesPage = lazy(() => import("./PhonesPage"));
const MailPage = lazy(() => import("./MailPage"));

export default function Demo() {
	return (
		<Switch>
			<Route path="/demo" component={StagePage} />
			<Route path="/demo/phones" component={PhonesPage} />
			<Route path="/demo/mail" component={MailPage} />
			<Route component={NotFound} />
		</Switch>
	);
}
