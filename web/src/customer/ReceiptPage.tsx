// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { useParams } from "wouter";
import { Guard, NotFound } from "../app/Guard";
import { useReceipt } from "../data/calls";
import { Answer, Empty, Page } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { ReceiptView } from "./ReceiptView";

function Asked({ id }: { id: string }) {
	const receipt = useReceipt(id);
	const status = receipt.isError ? problemOf(receipt.error).status : 0;
	if (status === 404 || status === 422) return <NotFound />;
	if (status === 409)
		return (
			<Page title={t("receipt.course")} width="narrow">
				<Empty title={t("receipt.not_yet")} />
			</Page>
		);
	return <Answer of={receipt}>{(it) => <ReceiptView receipt={it} />}</Answer>;
}

export default function ReceiptPage() {
	const { call } = useParams<{ call: string }>();
	return <Guard>{() => <Asked id={call} />}</Guard>;
}
