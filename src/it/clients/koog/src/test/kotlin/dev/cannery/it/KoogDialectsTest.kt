package dev.cannery.it

import ai.koog.agents.core.tools.ToolDescriptor
import ai.koog.agents.core.tools.ToolParameterDescriptor
import ai.koog.agents.core.tools.ToolParameterType
import ai.koog.http.client.ktor.KtorKoogHttpClient
import ai.koog.prompt.Prompt
import ai.koog.prompt.dsl.prompt
import ai.koog.prompt.executor.clients.openai.OpenAIClientSettings
import ai.koog.prompt.executor.clients.openai.OpenAILLMClient
import ai.koog.prompt.executor.clients.openai.OpenAIModels
import ai.koog.prompt.message.Message
import ai.koog.prompt.message.MessagePart
import ai.koog.prompt.params.LLMParams
import ai.koog.prompt.streaming.toMessageResponse
import dev.cannery.it.dialects.DialectClient
import dev.cannery.it.dialects.DialectsTest
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

class KoogDialectsTest : DialectsTest() {
    override fun client() = "koog"

    override fun library(): Class<*> = OpenAILLMClient::class.java

    // This client adds the version to the path itself.
    override fun connect(baseUrl: String, model: String): DialectClient = Koog(
        OpenAILLMClient("any", OpenAIClientSettings(baseUrl = baseUrl.removeSuffix("/v1")), KtorKoogHttpClient.Factory()),
        model,
    )
}

private class Koog(private val client: OpenAILLMClient, model: String) : DialectClient {
    private val model = OpenAIModels.Chat.GPT4oMini.copy(id = model)
    private val weather = listOf(
        ToolDescriptor(
            name = "get_weather",
            description = "The weather of a city",
            requiredParameters = listOf(ToolParameterDescriptor("city", "The city", ToolParameterType.String)),
        )
    )

    override fun whole(prompt: String): String = runBlocking { execute(request(prompt)).textContent() }

    override fun streamed(prompt: String): String = runBlocking { stream(request(prompt)).textContent() }

    override fun calls(prompt: String) = runBlocking { calls(execute(request(prompt), weather)) }

    override fun streamedCalls(prompt: String) = runBlocking { calls(stream(request(prompt), weather)) }

    override fun loop(prompt: String): String = runBlocking { loop(request(prompt)) { execute(it, weather) } }

    override fun streamedLoop(prompt: String): String = runBlocking { loop(request(prompt)) { stream(it, weather) } }

    override fun invoice(prompt: String): DialectClient.Invoice = runBlocking {
        val schema = """
            {"type": "object", "additionalProperties": false, "required": ["number", "total"],
             "properties": {"number": {"type": "string"}, "total": {"type": "number"}}}
        """
        val form = LLMParams.Schema.JSON.Standard("invoice", Json.parseToJsonElement(schema).jsonObject)
        val answer = execute(request(prompt, LLMParams(schema = form)))
        val json = Json.parseToJsonElement(answer.textContent()).jsonObject
        DialectClient.Invoice(json.getValue("number").jsonPrimitive.content, json.getValue("total").jsonPrimitive.double)
    }

    override fun close() = client.close()

    private suspend fun execute(prompt: Prompt, tools: List<ToolDescriptor> = emptyList()) =
        client.execute(prompt, model, tools)

    private suspend fun stream(prompt: Prompt, tools: List<ToolDescriptor> = emptyList()) =
        client.executeStreaming(prompt, model, tools).toList().toMessageResponse()

    private suspend fun loop(asked: Prompt, ask: suspend (Prompt) -> Message.Assistant): String {
        val answer = ask(asked)
        return ask(
            prompt(asked) {
                message(answer)
                answer.parts.filterIsInstance<MessagePart.Tool.Call>().forEach { call ->
                    toolResult(call.tool, DialectClient.WEATHER, call.id)
                }
            }
        ).textContent()
    }

    private fun calls(answer: Message.Assistant) = answer.parts.filterIsInstance<MessagePart.Tool.Call>()
        .map { DialectClient.Call(it.id, it.tool, it.args) }

    private fun request(text: String, params: LLMParams = LLMParams()): Prompt =
        prompt("dialects", params) { user(text) }
}
