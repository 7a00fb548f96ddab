import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ConsentMeans } from "@/api";
import { useOwnerTexts } from "@/i18n/owner";
import { Field } from "@/ui/Field";
import { AskFirst } from "@/ui/forms/AskFirst";
import { INPUT } from "@/ui/styles";
import { Section } from "./Editor";
import { withdrawConsent } from "./questions";

/** How a coordinator may have heard it; the firm itself says it here. */
const HEARD = ["phone", "fax", "paper", "visit"] as const satisfies readonly ConsentMeans[];

interface Props {
  id: string;
  name: string;
  isOwn: boolean;
}

/** Takes the firm off the network, when it no longer agrees to be there. */
export function Withdrawal({ id, name, isOwn }: Props) {
  const { firm: texts } = useOwnerTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [means, setMeans] = useState<ConsentMeans>(isOwn ? "web" : "phone");
  return (
    <Section title={texts.withdrawal}>
      <p>{texts.withdrawalLead}</p>
      {!isOwn && (
        <Field id="withdrawal-means" label={texts.withdrawalHeard}>
          <select
            className={INPUT}
            id="withdrawal-means"
            onChange={(event) => setMeans(event.target.value as ConsentMeans)}
            value={means}
          >
            {HEARD.map((heard) => (
              <option key={heard} value={heard}>
                {texts.withdrawalMeans[heard]}
              </option>
            ))}
          </select>
        </Field>
      )}
      <p>
        <AskFirst
          act={() => withdrawConsent(id, means)}
          isButton
          label={texts.withdraw}
          onDone={async () => {
            await client.invalidateQueries();
            navigate({ to: "/" });
          }}
          title={texts.withdrawAsk(name)}
        >
          <p>{texts.withdrawEffect}</p>
        </AskFirst>
      </p>
    </Section>
  );
}
