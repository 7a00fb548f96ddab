import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { EventKind, NewWebhookOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { Choices } from "@/ui/forms/Choices";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { createWebhook, KINDS } from "./questions";

interface Props {
  reference: string;
  onCreated: (answer: NewWebhookOut) => void;
}

export function NewWebhook({ reference, onCreated }: Props) {
  const { webhooks } = useOrganisationTexts();
  const { form } = useAccountTexts();
  const { language } = useSpeech();
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<EventKind[]>([]);
  const [missing, setMissing] = useState<Faults>({});
  const create = useMutation({
    mutationFn: createWebhook,
    onSuccess: (answer) => {
      setUrl("");
      setKinds([]);
      onCreated(answer);
    },
  });
  const refusal = refusalOf(create.error, language, { url: "url", kinds: "kinds" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    const found: Faults = {};
    if (!url.trim()) found.url = form.required(webhooks.url);
    if (!kinds.length) found.kinds = form.choose(webhooks.kinds);
    setMissing(found);
    create.reset();
    if (!Object.keys(found).length) {
      create.mutate({ organisation_ref: reference, url: url.trim(), kinds });
    }
  }

  return (
    <Section title={webhooks.create}>
      <div className="max-w-[40rem]">
        <Form
          error={refusal.rest}
          faults={faults}
          inputs={["url", "kinds"]}
          isSending={create.isPending}
          label={webhooks.create}
          onSubmit={submit}
          submit={webhooks.create}
        >
          <TextInput
            fault={faults.url}
            hint={webhooks.urlHint}
            id="url"
            label={webhooks.url}
            onChange={setUrl}
            type="url"
            value={url}
          />
          <Choices
            chosen={kinds}
            fault={faults.kinds}
            id="kinds"
            legend={webhooks.kinds}
            onChange={setKinds}
            options={KINDS.map((value) => ({ value, label: webhooks.event[value] }))}
          />
        </Form>
      </div>
    </Section>
  );
}
