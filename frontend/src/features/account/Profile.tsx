import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { refusalOf } from "@/lib/forms/refusal";
import { meQuestion } from "@/lib/me";
import { Fact, Facts } from "@/ui/Facts";
import { Done } from "@/ui/forms/Done";
import { Form } from "@/ui/forms/Form";
import { SelectInput } from "@/ui/forms/SelectInput";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { updateMe } from "./questions";

/** How one is called and written to. */
export function Profile({ person }: { person: PersonOut }) {
  const text = useAccountTexts();
  const { language } = useSpeech();
  const client = useQueryClient();
  const [name, setName] = useState(person.name);
  const [writtenIn, setWrittenIn] = useState(person.language);
  const save = useMutation({
    mutationFn: updateMe,
    onSuccess: () => client.invalidateQueries({ queryKey: meQuestion.queryKey, exact: true }),
  });
  const { faults, rest } = refusalOf(save.error, language, { name: "name" });

  return (
    <Section title={text.account.profile}>
      <Facts>
        <Fact label={text.account.email}>
          {person.email}
          <span className="block text-std-16N-170 text-solid-gray-700">
            {text.account.emailHint}
          </span>
        </Fact>
      </Facts>
      <div className="max-w-[40rem]">
        <Form
          error={rest}
          faults={faults}
          inputs={["name"]}
          isSending={save.isPending}
          label={text.account.profile}
          onSubmit={() => save.mutate({ name, language: writtenIn })}
          submit={text.account.save}
        >
          <TextInput
            autoComplete="name"
            fault={faults.name}
            id="name"
            label={text.account.name}
            onChange={setName}
            value={name}
          />
          <SelectInput
            id="language"
            label={text.account.language}
            onChange={setWrittenIn}
            options={[
              { value: "ja", label: text.language.ja },
              { value: "en", label: text.language.en },
            ]}
            value={writtenIn}
          />
        </Form>
      </div>
      <Done>{save.isSuccess && text.form.saved}</Done>
    </Section>
  );
}
