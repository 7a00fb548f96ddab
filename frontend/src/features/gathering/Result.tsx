import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { GatheringOut } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Choices } from "@/ui/forms/Choices";
import { Done } from "@/ui/forms/Done";
import { Form } from "@/ui/forms/Form";
import { Section } from "@/ui/parts/Section";
import { callOff, gatheringQuestion, hold } from "./questions";

/** Records who came, or that nobody will. */
export function Result({ gathering }: { gathering: GatheringOut }) {
  const texts = useGatheringTexts();
  const client = useQueryClient();
  const { gathering_ref: ref } = gathering;
  const [absent, setAbsent] = useState(gathering.absent_refs);
  const { queryKey } = gatheringQuestion(ref);
  const held = useMutation({
    mutationFn: () => hold(ref, absent),
    onSuccess: (answer) => {
      client.setQueryData(queryKey, answer);
      client.invalidateQueries({ queryKey: ["gatherings"] });
    },
  });
  const wasHeld = gathering.state === "held";
  return (
    <div className="print:hidden">
      <Section title={texts.held}>
        <p>{texts.heldLead}</p>
        <Form
          aside={
            !wasHeld && (
              <AskFirst
                act={() => callOff(ref)}
                isButton
                label={texts.callOff}
                onDone={() => {
                  client.invalidateQueries({ queryKey });
                  client.invalidateQueries({ queryKey: ["gatherings"] });
                }}
                title={texts.callOffTitle}
              >
                <p>{texts.callOffLead}</p>
              </AskFirst>
            )
          }
          error={held.error}
          isSending={held.isPending}
          onSubmit={() => held.mutate()}
          submit={wasHeld ? texts.recordAgain : texts.record}
        >
          <Choices
            chosen={absent}
            id="absent"
            legend={texts.absent}
            onChange={setAbsent}
            options={gathering.firms.map(({ firm_ref, name }) => ({
              value: firm_ref,
              label: name,
            }))}
          />
        </Form>
        <Done>{held.isSuccess && texts.recorded}</Done>
      </Section>
    </div>
  );
}
