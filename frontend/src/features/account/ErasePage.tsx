import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAccountTexts } from "@/i18n/account";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { useDeparture } from "./coming";
import { eraseMe } from "./questions";

export function ErasePage() {
  const { erase } = useAccountTexts();
  return <SignedIn title={erase.title}>{() => <Erase />}</SignedIn>;
}

function Erase() {
  const { erase: text, account } = useAccountTexts();
  const depart = useDeparture();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const erase = useMutation({ mutationFn: eraseMe, onSuccess: depart });
  const fault = isWrong ? text.mismatch(text.word) : undefined;

  function submit() {
    const isRight = typed.trim().toLowerCase() === text.word;
    setWrong(!isRight);
    erase.reset();
    if (isRight) erase.mutate();
  }

  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <BackToAccount />
      <PageTitle>{text.title}</PageTitle>
      <p>{text.lead}</p>
      <ul className="list-disc pl-6">
        {text.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <p>
        {text.exportFirst}{" "}
        <a download href="/api/v1/me/export">
          {account.export}
        </a>
      </p>
      <Form
        error={erase.error}
        faults={{ confirm: fault }}
        inputs={["confirm"]}
        isSending={erase.isPending}
        onSubmit={submit}
        submit={text.erase}
      >
        <TextInput
          fault={fault}
          id="confirm"
          label={text.confirm(text.word)}
          onChange={setTyped}
          value={typed}
        />
      </Form>
    </div>
  );
}
