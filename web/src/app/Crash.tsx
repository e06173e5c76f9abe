// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from "react";
import { Button, Muted, Page } from "../kit";
import { t } from "../i18n/t";

type Props = { children: ReactNode; where: string };
type State = { broken: boolean; where: string };

/** A page that breaks says so and leaves the rest standing. */
export class Crash extends Component<Props, State> {
	override state: State = { broken: false, where: this.props.where };

	static getDerivedStateFromError(): Partial<State> {
		return { broken: true };
	}

	/** Another address gets another chance. */
	static getDerivedStateFromProps(props: Props, state: State): State | null {
		return state.where === props.where ? null : { broken: false, where: props.where };
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
