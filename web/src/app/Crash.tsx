// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from "react";
import { Button, Muted, Page } from "../kit";
import { t } from "../i18n/t";

/** A page that breaks says so and leaves the rest standing. */
export class Crash extends Component<{ children: ReactNode; where: string }, { broken: boolean }> {
	override state = { broken: false };

	static getDerivedStateFromError(): { broken: boolean } {
		return { broken: true };
	}

	override componentDidUpdate(before: { where: string }): void {
		if (before.where !== this.props.where && this.state.broken) this.setState({ broken: false });
	}

	override render(): ReactNode {
		if (!this.state.broken) return this.props.children;
		return (
			<Page title={t("crashed.title")} width="narrow">
				<Muted>{t("crashed.words")}</Muted>
				<div>
					<Button tone="primary" onPress={() => location.reload()}>
						{t("retry")}
					</Button>
				</div>
			</Page>
		);
	}
}
