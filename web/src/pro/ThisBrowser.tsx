// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { Button, Card, Fine, Stack, Switch } from "../kit";
import { playOnce } from "./Ringer";
import { useWish } from "./shortcuts";

/** Wishes that are this browser's, not the account's: a sound beside the phone's ring, and keys. */
export function ThisBrowser() {
	const [sound, setSound] = useWish("ringback.sound");
	const [keys, setKeys] = useWish("ringback.shortcuts");
	return (
		<Card>
			<Stack gap={4}>
				<Switch label={t("pro.sound")} note={t("pro.sound_note")} on={sound} onSwitch={setSound} />
				<div>
					<Button size="small" onPress={playOnce}>
						{t("pro.sound_test")}
					</Button>
				</div>
				<Switch label={t("pro.shortcuts")} note={t("pro.shortcuts_note")} on={keys} onSwitch={setKeys} />
				<Fine>{t("pro.browser_only")}</Fine>
			</Stack>
		</Card>
	);
}
