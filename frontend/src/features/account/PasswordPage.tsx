import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { meQuestion } from "@/lib/me";
import { Done } from "@/ui/forms/Done";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { TEXT } from "@/ui/styles";
import { setPassword } from "./questions";

export function PasswordPage() {
  const { password } = useAccountTexts();
  return <SignedIn title={password.title}>{() => <Password />}</SignedIn>;
}

function Password() {
  const { password: text, form } = useAccountTexts();
  const { language } = useSpeech();
  const client = useQueryClient();
  const [password, setTyped] = useState("");
  const [isShown, setShown] = useState(false);
  const [missing, setMissing] = useState<Faults>({});
  const save = useMutation({
    mutationFn: setPassword,
    onSuccess: () => {
      setTyped("");
      return client.invalidateQueries({ queryKey: meQuestion.queryKey });
    },
  });
  const refusal = refusalOf(save.error, language, { password: "password" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    setMissing(password ? {} : { password: form.required(text.field) });
    save.reset();
    if (password) save.mutate(password);
  }

  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <BackToAccount />
      <PageTitle>{text.title}</PageTitle>
      <p>{text.lead}</p>
      <Done>{save.isSuccess && text.saved}</Done>
      <Form
        aside={
          <button
            aria-pressed={isShown}
            className={TEXT}
            onClick={() => setShown(!isShown)}
            type="button"
          >
            {isShown ? form.hide : form.show}
          </button>
        }
        error={refusal.rest}
        faults={faults}
        inputs={["password"]}
        isSending={save.isPending}
        onSubmit={submit}
        submit={text.save}
      >
        <TextInput
          autoComplete="new-password"
          fault={faults.password}
          hint={text.hint}
          id="password"
          label={text.field}
          onChange={setTyped}
          type={isShown ? "text" : "password"}
          value={password}
        />
      </Form>
    </div>
  );
}
