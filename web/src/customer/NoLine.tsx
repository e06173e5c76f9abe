// SPDX-License-Identifier: Apache-2.0
import { paths } from "../app/paths";
import { type Advisor, type Listing, useAdvisor } from "../data/catalogue";
import { AdvisorLamp, Dialog, LinkButton, Row } from "../kit";
import { t } from "../i18n/t";

/** Where no line may be joined by the web, and where somebody asks for an appointment: what there is instead, plainly. */
export function NoLine({ listing, advisor, onClose, wants }: { listing: Listing; advisor: Advisor; onClose: () => void; wants: "line" | "appointment" }) {
	return (
		<Dialog
			title={t(wants === "line" ? "arrange.title" : "appointment.title", { name: advisor.nickname })}
			onClose={onClose}
			footer={
				<LinkButton tone="primary" size="big" wide href={paths.write(listing.advisor)}>
					{t("button.mail")}
				</LinkButton>
			}
		>
			<Row>
				<AdvisorLamp of={advisor} />
			</Row>
			<p>{t(wants === "line" ? "arrange.closed" : "appointment.later", { name: advisor.nickname })}</p>
		</Dialog>
	);
}

/** The route is /l/:listing/appointment. */
export function AppointmentDialog({ listing, onClose }: { listing: Listing; onClose: () => void }) {
	const advisor = useAdvisor(listing.advisor).data;
	return advisor ? <NoLine listing={listing} advisor={advisor} onClose={onClose} wants="appointment" /> : null;
}
