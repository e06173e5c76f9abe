// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { Guard } from "../app/Guard";
import { Page } from "../kit";
import { t } from "../i18n/t";
import { CallTable } from "./CallTable";

export default function Calls() {
	return (
		<Guard>
			{(me) => (
				<Page title={t("nav.calls")}>
					<CallTable customer={me.customer ?? ""} />
				</Page>
			)}
		</Guard>
	);
}
