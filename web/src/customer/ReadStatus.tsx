// SPDX-License-Identifier: Apache-2.0
import { Volume2 } from "lucide-react";
import { useState } from "react";
import { Button, Hidden } from "../kit";
import { t } from "../i18n/t";

/** Says on demand how it stands, to whoever cannot look or came back to it; the same words again are said again. */
export function ReadStatus({ words }: { words: string }) {
	const [said, setSaid] = useState({ words: "", times: 0 });
	return (
		<>
			<Button tone="quiet" icon={<Volume2 size={20} aria-hidden />} onPress={() => setSaid((last) => ({ words, times: last.times + 1 }))}>
				{t("tracker.read")}
			</Button>
			<div aria-live="assertive">
				<Hidden>{said.times > 0 && <span key={said.times}>{said.words}</span>}</Hidden>
			</div>
		</>
	);
}
