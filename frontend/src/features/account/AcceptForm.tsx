import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PreferredLanguage, SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { Choices } from "@/ui/forms/Choices";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { acceptInvitation } from "./questions";
import { Terms } from "./Terms";

interface Props {
  token: string;
  onSignedIn: (progress: SignedInOut) => Promise<void> | undefined;
}

/** The name, the language and the agreement of somebody who comes in. */
export function AcceptForm({ token, onSignedIn }: Props) {
  const { invitation, terms, ...text } = useAccountTexts();
  const { language } = useSpeech();
  const [name, setName] = useState("");
  const [writtenIn, setWrittenIn] = useState<PreferredLanguage>(language);
  const [agreed, setAgreed] = useState<"agreed"[]>([]);
  const [missing, setMissing] = useState<Faults>({});
  const accept = useMutation({ mutationFn: acceptInvitation, onSuccess: onSignedIn });
  const refusal = refusalOf(accept.error, language, { name: "name" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    setMissing(agreed.length ? {} : { agree: invitation.mustAgree });
    accept.reset();
    if (agreed.length) {
      accept.mutate({ token, name: name.trim() || null, language: writtenIn });
    }
  }

  return (
    <Form
      error={refusal.rest}
      faults={faults}
      inputs={["name", "agree"]}
      isSending={accept.isPending}
      onSubmit={submit}
      submit={invitation.accept}
    >
      <TextInput
        autoComplete="name"
        fault={faults.name}
        hint={invitation.nameHint}
        id="name"
        label={invitation.name}
        onChange={setName}
        value={name}
      />
      <Choices
        chosen={[writtenIn]}
        id="language"
        isSingle
        legend={invitation.language}
        onChange={([chosen]) => chosen && setWrittenIn(chosen)}
        options={[
          { value: "ja", label: text.language.ja },
          { value: "en", label: text.language.en },
        ]}
      />
      <section className="rounded-8 bg-solid-gray-50 p-4">
        <h2 className="mb-2 text-std-20B-150">{terms.title}</h2>
        <Terms />
      </section>
      <Choices
        chosen={agreed}
        fault={faults.agree}
        id="agree"
        legend={terms.title}
        onChange={setAgreed}
        options={[{ value: "agreed", label: invitation.agree }]}
      />
    </Form>
  );
}
